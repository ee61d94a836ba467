import { checks } from '../../checks/index.ts'
import { checkUse } from '../../library/catalogue.ts'
import { remediations } from '../../remediations/index.ts'
import { isBad } from '../commands/filter.ts'
import { recognise } from '../commands/index.ts'
import type { Intent } from '../commands/recogniser.ts'
import type { Said, StepDraft } from '../draft/draft.ts'
import type { Shop } from '../draft/shop.ts'
import { shorten } from '../outline/title.ts'
import type { Lines } from '../read/source.ts'
import type { ShellCommand } from '../shell/command.ts'

const statusPage = /\bstatus page\b/i
const told =
  /\b(?:notify|inform|update|tell|alert|communicate with)\b.{0,30}\b(?:stakeholders|customers|users)\b|\bcustomer communication\b/i

/** A step for a person; telling stakeholders or the status page is a kind of its own. */
export function doStep(text: string, from: Lines, details: Said[] = []): StepDraft {
  const bare = text.length > 100 ? text.replace(/ \(https?:\/\/[^\s)]+\)/g, '') : text
  const title = shorten(bare.replace(/([^.\s])\.$/, '$1'), 150)
  const all = title.endsWith('…') || bare !== text ? [{ text, from }, ...details] : details
  const looks = /^(?:check|review|read|verify|look|follow|monitor)\b/i.test(text)
  const use = looks
    ? undefined
    : statusPage.test(title)
      ? 'status-page'
      : told.test(title)
        ? 'stakeholders'
        : undefined
  return { kind: use ? 'tell' : 'do', ...(use ? { use } : {}), title, details: all, decide: open(text), from }
}

/** What the document itself leaves open. */
const open = (text: string): string[] =>
  /^\W*(?:todo|tbd|tba|fixme|to be (?:done|determined|defined))\b/i.test(text)
    ? ['the document leaves this open']
    : []

/** A command as it is shown ready to copy. */
export const asCopy = (text: string): string =>
  text.includes('\n') ? `\`\`\`\n${text}\n\`\`\`` : `\`${text}\``

/** The step that does what a command does; undefined where it stays text. */
export function machineStep(command: ShellCommand, title: string, shop: Shop): StepDraft | undefined {
  const intent = recognise(command, shop.about)
  const { lines: from } = command
  const base = { title: shorten(title, 150), details: [], decide: decisions(intent), from }
  if (intent.kind === 'check' && fits('check', intent.check, intent.with))
    return { ...base, ...needing(intent.asks ?? []), kind: 'check', use: intent.check, with: intent.with }
  if (intent.kind === 'fix' && fits('remediation', intent.fix, intent.with))
    return {
      ...base,
      kind: 'fix',
      use: intent.fix,
      with: intent.with,
      ...(intent.cache ? { cache: intent.cache } : {}),
    }
  if (intent.kind !== 'program') return undefined
  const { argv, reads, filter } = intent
  const declared = shop.declare(argv, { title, reads, decide: decisions(intent), from })
  if (!declared) return undefined
  const asked = { ...base, ...needing(declared.parameters) }
  if (!declared.reads)
    return { ...asked, kind: 'fix', use: 'run-command', with: { command: declared.name }, decide: [] }
  const judged = filter && {
    match: filter.match,
    ...(filter.ignoreCase ? { ignoreCase: true } : {}),
    ...(isBad(filter) ? { expect: 'none' } : {}),
  }
  const says = judged ? [`a line found counts as ${isBad(filter) ? 'bad' : 'good'}: is it?`] : []
  return {
    ...asked,
    kind: 'check',
    use: 'command',
    with: { command: declared.name, ...judged },
    decide: says,
  }
}

const needing = (inputs: readonly string[]): Pick<StepDraft, 'needs'> =>
  inputs.length > 0 ? { needs: Object.fromEntries(inputs.map((one) => [one, questionFor(one)])) } : {}

/** `kafka_container_id` is asked for as somebody says it. */
const questionFor = (parameter: string): string =>
  `Which ${parameter.replace(/[-_]+/g, ' ').toLowerCase().trim()}?`

/** What a copy lacks to be more. */
export const decisionsOf = (command: ShellCommand, shop: Shop): string[] =>
  decisions(recognise(command, shop.about))

const decisions = (intent: Intent): string[] => ('decide' in intent ? (intent.decide ?? []) : [])

/** Whether the check or remediation takes it: what it refuses stays text. */
function fits(kind: 'check' | 'remediation', name: string, input: unknown): boolean {
  const used = checkUse(kind === 'check' ? checks : remediations, kind, name, input)
  return 'findings' in used && used.findings.length === 0
}
