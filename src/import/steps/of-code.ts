import type { Block, Row } from '../blocks/block.ts'
import { recognise } from '../commands/index.ts'
import type { Said, StepDraft } from '../draft/draft.ts'
import type { Shop } from '../draft/shop.ts'
import { titleOf } from '../outline/title.ts'
import { readCommand, type ShellCommand } from '../shell/command.ts'
import { type Statement, splitScript } from '../shell/split.ts'
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
  return text.some((row) =>
    /^\s*(?:\$ |#|(?:kubectl|oc|docker|curl|psql|systemctl|helm|sudo|aws|ssh)\b)/.test(row),
  )
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
  isScript(block) && !isProgram(block.rows)
    ? splitScript(commandRows(block)).flatMap((one) =>
        one.kind === 'command' ? [readCommand(one.text, one.lines)] : [],
      )
    : []

const prompt = /^\s*\$ /

/** Where some lines have a prompt, the others are what was answered. */
function commandRows({ rows }: Code): Row[] {
  if (!rows.some(({ text }) => prompt.test(text))) return rows
  return rows.map((row) => ({ ...row, text: prompt.test(row.text) ? row.text.replace(prompt, '') : '' }))
}

/** What was answered, as it was shown. */
const outputOf = ({ rows }: Code): Said[] =>
  rows.some(({ text }) => prompt.test(text))
    ? rows
        .filter(({ text }) => text.trim() !== '' && !prompt.test(text))
        .map(({ text, line }) => ({ text, from: [line] }))
    : []

/** A code block as steps. `label`: what they are for, where the code does not say. */
export function codeSteps(block: Code, label: string, shop: Shop): StepDraft[] {
  if (!isScript(block) || isProgram(block.rows)) return whole(block, label)
  const steps = groups(splitScript(commandRows(block))).flatMap((group) => groupSteps(group, label, shop))
  const first = steps[0]
  if (!first) return whole(block, label)
  const edges = edgesOf(block)
  return [
    { ...first, details: [...first.details, ...outputOf(block)], from: [...first.from, ...edges] },
    ...steps.slice(1),
  ]
}

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
  let copied: ShellCommand[] = []
  const settle = () => {
    if (copied.length > 0) steps.push(copyStep(copied, title, shop))
    copied = []
  }
  for (const command of commands) {
    const step = machineStep(command, several(commands) ? `${title}: ${brief(command)}` : title, shop)
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

const several = (commands: readonly ShellCommand[]) => commands.length > 1

/** What sets one command apart from those beside it. */
const brief = ({ text, remark }: ShellCommand): string =>
  remark ?? /https?:\/\/\S+/.exec(text)?.[0] ?? text.replace(/\\?\n\s*/g, ' ').slice(0, 100)

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
