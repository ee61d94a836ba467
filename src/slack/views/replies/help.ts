import type { KnownBlock } from '@slack/types'
import { line } from '../../mrkdwn.ts'
import { context, section, sections } from '../blocks.ts'
import { type Message, message } from '../message.ts'

/** A command as help shows it. */
export type HelpEntry = {
  slash: string
  name?: string | undefined
  usage: string
  summary: string
  examples: readonly string[]
}

const most = 36

/** The commands somebody may use, with an example of those that take words. */
export function help(entries: readonly HelpEntry[]): Message {
  const lines = entries.slice(0, most).map(helpLines)
  const blocks: KnownBlock[] = [
    section(['*What you can type*']),
    ...sections(lines),
    context('React with 📌 to keep a message on the timeline.'),
  ]
  return message('What you can type', blocks)
}

function helpLines({ slash, name, usage, summary, examples }: HelpEntry): string {
  const typed = (words: string) => [slash, name, words].filter(Boolean).join(' ')
  const example = usage === '' || examples[0] === undefined ? '' : `, as in ${code(typed(examples[0]))}`
  return `${code(typed(usage))} ${line(summary, 120)}${example}`
}

const code = (words: string): string => `\`${line(words.replaceAll('`', "'"), 140)}\``
