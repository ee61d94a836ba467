import type { Row } from '../blocks/block.ts'
import { startsAsCommand } from './programs.ts'
import { reach } from './split.ts'

const prompt =
  /^\s*(?:\$|%(?=\s+[a-z])|[\w.-]+@[\w.:~/-]+\s*[$#%]|\[[^\]\s]+@[^\]]+\]\s*[$#%]|(?:bash|sh)-[\d.]+[$#]|[a-z][\w.-]*[#$]|PS [A-Z]:[^>]*>)\s+/

/** Only root is asked with "#", where otherwise a comment begins. */
const rootPrompt = /^\s*#\s+(?=\S)/

/** The prompts of databases and interpreters: what stands behind is not for a shell. */
const otherPrompt =
  /^\s*(?:>{1,3}|mysql>|MariaDB \[[^\]]*\]>|[\w-]+=[#>]|sqlite>|redis[^>\s]*>|[\d.]+:\d+>|cqlsh[^>]*>|irb[^>]*>)\s+\S/

export type Session = {
  /** Rows to run, without prompts; those of answers are empty, so that lines keep their places. */
  commands: Row[]
  answers: Row[]
}

/** A terminal as somebody copied it: where some rows have a prompt, the others are what was answered. */
export function readSession(rows: readonly Row[], language: string): Session {
  const asRoot = /^(?:console|terminal|shell-session)$/.test(language)
  const asks = ({ text }: Row) =>
    prompt.test(text) || (asRoot && rootPrompt.test(text) && startsAsCommand(text.replace(rootPrompt, '')))
  if (!rows.some(asks)) return { commands: [...rows], answers: [] }
  const bare = rows.map((row) =>
    asks(row) ? { ...row, text: row.text.replace(prompt, '').replace(rootPrompt, '') } : row,
  )
  const commands: Row[] = []
  const answers: Row[] = []
  for (let at = 0; at < rows.length; ) {
    const row = rows[at]
    if (!row) break
    const count = asks(row) ? reach(bare, at) : 1
    for (const one of bare.slice(at, at + count))
      if (asks(row)) commands.push({ ...one, text: one.text.replace(/^\s*>\s/, '') })
      else {
        const comment = /^\s*#/.test(one.text)
        commands.push(comment ? one : { ...one, text: '' })
        if (!comment && one.text.trim() !== '') answers.push(one)
      }
    at += count
  }
  return { commands, answers }
}

/** Whether somebody talks to a database or an interpreter here. */
export const isOtherSession = (rows: readonly Row[]): boolean =>
  rows.some(({ text }) => otherPrompt.test(text)) && !rows.some(({ text }) => prompt.test(text))
