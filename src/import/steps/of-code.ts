import type { Block, Row } from '../blocks/block.ts'
import { doing, isShort } from '../commands/doing.ts'
import { recognise } from '../commands/index.ts'
import type { StepDraft } from '../draft/draft.ts'
import type { Shop } from '../draft/shop.ts'
import { titleOf } from '../outline/title.ts'
import { readCommand, type ShellCommand } from '../shell/command.ts'
import { startsAsCommand } from '../shell/programs.ts'
import { isOtherSession, readSession } from '../shell/session.ts'
import { type Statement, splitScript } from '../shell/split.ts'
import { isRemark } from './sentence.ts'
import { asCopy, decisionsOf, doStep, machineStep } from './step.ts'

type Code = Extract<Block, { kind: 'code' }>

const shells = /^(?:bash|sh|shell|zsh|console|terminal|shell-session|ksh|fish|powershell|cmd|bat)?$/

/** Comments with the commands below them. */
type Group = { comments: Extract<Statement, { kind: 'comment' }>[]; commands: ShellCommand[] }

/** Whether the block is commands, one after another, rather than a program, a file, or output. */
export function isScript({ language, rows }: Code): boolean {
  if (!shells.test(language)) return false
  const text = rows.map((row) => row.text)
  if (language !== '') return true
  return text.some((row) => /^\s*(?:\$ |#)/.test(row) || startsAsCommand(row))
}

/** Loops, functions and variables: it works only as a whole. */
const isProgram = (rows: readonly Row[]): boolean =>
  rows.some(
    ({ text }) =>
      /^\s*(?:for|while|until|if|case|function)\b.*(?:;|do|then|in|\{)?\s*$|^#!|^\s*\w+\(\)\s*\{|^\s*(?:export\s+)?[A-Z_a-z]\w*=\S/.test(
        text,
      ) && !/^\s*if\s+\w+\s+\w+\s+\w+$/.test(text),
  )

/** The commands of a code block that is a script; of any other, none. */
export const commandsOf = (block: Code): ShellCommand[] =>
  isWhole(block)
    ? []
    : splitScript(readSession(block.rows, block.language).commands).flatMap((one) =>
        one.kind === 'command' ? [readCommand(one.text, one.lines)] : [],
      )

/** Works only as it stands, or is no script at all. */
const isWhole = (block: Code): boolean =>
  !isScript(block) ||
  isOtherSession(block.rows) ||
  isProgram(readSession(block.rows, block.language).commands)

/** A code block as steps. `label`: what they are for, where the code does not say. */
export function codeSteps(block: Code, label: string, shop: Shop): StepDraft[] {
  if (isWhole(block)) return whole(block, label)
  const { commands, answers } = readSession(block.rows, block.language)
  const steps: StepDraft[] = []
  let ahead: Group['comments'] = []
  for (const one of groups(splitScript(commands))) {
    // A setting that is commented out is for the command below it.
    if (one.commands.length === 0 && one.comments.every(({ text }) => /^\w+=\S/.test(text))) {
      ahead.push(...one.comments)
      continue
    }
    const group = { ...one, comments: [...one.comments, ...ahead] }
    ahead = []
    const last = steps.at(-1)
    const remarks = group.comments.filter(({ text }) => text.trim() !== '')
    if (last && group.commands.length === 0 && isRemark(remarks[0]?.text ?? ''))
      last.details.push(...group.comments.map(({ text, lines }) => ({ text, from: lines })))
    else steps.push(...groupSteps(group, label, shop))
  }
  const first = steps[0]
  if (!first) return whole(block, label)
  first.details.push(...ahead.map(({ text, lines }) => ({ text, from: lines })))
  for (const { text, line } of answers)
    (steps.findLast((step) => beginsBefore(step, line)) ?? first).details.push({ text, from: [line] })
  return [{ ...first, from: [...first.from, ...edgesOf(block)] }, ...steps.slice(1)]
}

const beginsBefore = ({ from, details }: StepDraft, line: number): boolean =>
  [...from, ...details.flatMap((one) => [...one.from])].some((one) => one < line)

/** The fences around it. */
function edgesOf({ lines, rows }: Code): number[] {
  const inside = new Set(rows.map(({ line }) => line))
  return lines.filter((line) => !inside.has(line))
}

/** Code that stays as it is: a person uses it. */
function whole(block: Code, label: string): StepDraft[] {
  const rows = block.rows.filter(({ text }) => text.trim() !== '')
  if (rows.length === 0) return []
  const details = [
    { text: '```', from: [] },
    ...rows.map(({ text, line }) => ({ text, from: [line] })),
    { text: '```', from: [] },
  ]
  return [{ ...doStep(label, edgesOf(block)), kind: 'do', details }]
}

function groups(statements: readonly Statement[]): Group[] {
  const found: Group[] = []
  let open: Group = { comments: [], commands: [] }
  const settle = () => {
    if (open.comments.length + open.commands.length > 0) found.push(open)
    open = { comments: [], commands: [] }
  }
  for (const one of statements) {
    if (one.kind === 'gap') settle()
    else if (one.kind === 'command') open.commands.push(readCommand(one.text, one.lines))
    else {
      const begins = open.commands.length > 0 || /^(?:\d+[.)]|step \d+|option \w\b)/i.test(one.text)
      if (begins) settle()
      open.comments.push(one)
    }
  }
  settle()
  return found
}

function groupSteps({ comments, commands }: Group, label: string, shop: Shop): StepDraft[] {
  const [first, ...more] = comments.filter(({ text }) => text.trim() !== '')
  const named = first ? titleOf(first.text) : commands.length === 1 ? (commands[0]?.remark ?? label) : label
  const title = /\w/.test(named) ? named : label
  const said = more.map(({ text, lines }) => ({ text, from: lines }))
  const own = comments.filter((one) => one === first || one.text.trim() === '').flatMap(({ lines }) => lines)
  if (commands.length === 0) return [doStep(title, own, said)]
  const steps: StepDraft[] = []
  const titleFor = titles(title, commands)
  let copied: ShellCommand[] = []
  const settle = () => {
    if (copied.length > 0) steps.push(copyStep(copied, title, shop))
    copied = []
  }
  for (const command of commands) {
    const step = machineStep(command, titleFor(command), shop)
    if (!step) {
      copied.push(command)
      continue
    }
    settle()
    steps.push(step)
  }
  settle()
  return steps.map((step, n) =>
    n === 0
      ? {
          ...step,
          title: steps.length === 1 ? doStep(title, []).title : step.title,
          details: [...said, ...step.details],
          from: [...own, ...step.from],
        }
      : step,
  )
}

/** Of several commands each says what it does, except the one that the title of all speaks of. */
function titles(title: string, commands: readonly ShellCommand[]): (command: ShellCommand) => string {
  const [, ...more] = commands
  if (more.length === 0) return () => title
  const meant = commands.find((one) => one.remark === undefined && doing(one)?.about.test(title))
  const phrases = commands.map((one) => doing(one)?.says)
  const alike = (says: string | undefined) => phrases.filter((one) => one === says).length > 1
  return (command) => {
    const short = doing(command)?.says
    const says = command.remark ?? (alike(short) && isShort(command.text) ? command.text : short)
    return command === meant || says === undefined ? title : `${title}: ${says}`
  }
}

/** Commands without a form of their own, side by side. What is to be said is proposed as words. */
function copyStep(commands: readonly ShellCommand[], title: string, shop: Shop): StepDraft {
  const from = commands.flatMap(({ lines }) => lines)
  const intents = commands.map((one) => recognise(one, shop.about))
  const said = intents.flatMap((one) => (one.kind === 'say' ? [one.text] : []))
  const step = doStep(title, from)
  if (step.kind === 'tell' && said.length === commands.length) return { ...step, text: said.join('\n') }
  const details = commands.map(({ text, remark, lines }) => ({
    text: `${asCopy(text)}${remark === undefined ? '' : ` (${remark})`}`,
    from: lines,
  }))
  const decide = [...new Set(commands.flatMap((one) => decisionsOf(one, shop)))]
  const { use: _, ...plain } = step
  return { ...plain, kind: 'do', details, decide, from: [] }
}
