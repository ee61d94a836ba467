import { escalation, escalationIn } from '../facts/escalation.ts'
import { isDetection, isExplanation, rhythmOf } from '../outline/roles.ts'
import type { Section } from '../outline/section.ts'
import { severitiesIn, severityAt } from '../outline/severities.ts'
import { timeIn } from '../outline/times.ts'
import { shorten, situationOf } from '../outline/title.ts'
import { gathered } from '../steps/gathered.ts'
import { commandsOf } from '../steps/of-code.ts'
import { doStep } from '../steps/step.ts'
import { type Attribute, attribute, attributesOf } from './attributes.ts'
import { alertName, detectionOf } from './detection.ts'
import type { PhaseDraft, PlaybookDraft, Said } from './draft.ts'
import { explanation } from './explanation.ts'
import { forksIn, phasesOf } from './phases.ts'
import type { Shop } from './shop.ts'

/** A section that says what to do, as a playbook. */
export function playbookOf(
  section: Section,
  title: string,
  shop: Shop,
  textAt: (line: number) => string,
): PlaybookDraft {
  const attributes = section.blocks.flatMap((block) => attributesOf(block, textAt))
  const said = new Set(attributes.flatMap(({ from }) => from))
  const blocks = section.blocks.filter(
    (block) => !('lines' in block && block.lines.some((line) => said.has(line))),
  )
  const [intro, rest] = introduction(blocks, section)
  const answers = forksIn(section.children).flatMap(({ all, fork }) => (fork ? all : []))
  const explained = section.children.filter(
    (child) => isExplanation(child.title) && !hasCode(child) && !answers.includes(child),
  )
  const detecting = section.children.filter(
    (child) =>
      isDetection(child.title) && !child.children.some((one) => one.children.length > 0 || isScripted(one)),
  )
  const others = section.children.filter((child) => !explained.includes(child) && !detecting.includes(child))
  const detection = detecting.map((child) => detectionOf(child))
  const phases = phasesOf({ ...section, lines: [], blocks: rest, children: others }, shop)
  const frequency = attributes.find(({ name }) => /^(?:frequency|schedule)$/.test(name))
  const every =
    rhythmOf(frequency?.value ?? '') ??
    (rhythmOf(section.title) && isRoutine(section.title) ? rhythmOf(section.title) : undefined)
  tellService(section, attributes, shop)
  shop.facts.push(...intro.flatMap(({ text, from: lines }) => escalation(text, lines)))
  for (const { title: part, blocks: words } of others)
    if (/escalat|eskalation|escalad|on-?call/i.test(part)) shop.facts.push(...escalationIn(words))
  const told = explained.flatMap((child) => linesSaid(child.blocks, textAt))
  const alerts = alertsOf(section, [...attributes, ...told])
  return {
    title: shorten(title, 150),
    ...(every === undefined ? {} : { every }),
    declare: declared(section, [...attributes, ...linesSaid(blocks, textAt), ...told]),
    summary: [...intro, ...explained.flatMap(explanation), ...detection.flatMap((one) => one.said)],
    alerts: [...alerts, ...detection.flatMap((one) => one.alerts)],
    when: detection.flatMap((one) => one.when),
    symptoms: detection.flatMap((one) => one.symptoms),
    phases: named(phases),
    decide: [],
    from: [...section.lines, ...attributes.flatMap(({ from }) => from)],
  }
}

/** What single lines of paragraphs say of the whole, which stand elsewhere as well. */
const linesSaid = (blocks: Section['blocks'], textAt: (line: number) => string): Attribute[] =>
  blocks.flatMap((block) =>
    block.kind === 'text'
      ? block.lines
          .flatMap((line) => attribute({ line, text: textAt(line) }) ?? [])
          .map((one) => ({ ...one, from: [] }))
      : [],
  )

const isScripted = ({ blocks }: Section): boolean =>
  blocks.some((block) => block.kind === 'code' && commandsOf(block).length > 0)

/** Alerts by the heading and by "Alert: …" below it. Above "Meaning" and "Diagnosis" stands an alert's name. */
function alertsOf({ title, children }: Section, attributes: readonly Attribute[]): Said[] {
  const sure = children.some((child) => /^(?:meaning|diagnosis|alert details?)$/i.test(child.title))
  const bare = situationOf(title)
  const named = /^alert\s*[:–—-]/i.test(title) ? bare : alertName(bare, sure)
  const below = attributes
    .filter(({ name }) => /^alerts?(?: name)?$/.test(name))
    .flatMap(({ value, from }) =>
      value.split(/[\s,`*]+/).flatMap((word) => {
        const text = alertName(word, true)
        return text === undefined ? [] : [{ text, from }]
      }),
    )
  const found = [...(named === undefined ? [] : [{ text: named, from: [] }]), ...below]
  return found.filter(({ text }, at) => found.findIndex((one) => one.text === text) === at)
}

const hasCode = ({ blocks, children }: Section): boolean =>
  blocks.some(({ kind }) => kind === 'code') || children.some(hasCode)

const isRoutine = (title: string): boolean =>
  /\b(?:check|checks|checklist|review|maintenance|tasks?|routine|verification|validation|audit|health)\b/i.test(
    title,
  ) || rhythmOf(title) !== undefined

/** Paragraphs in front of what to do explain it; in front of nothing they are the steps themselves. */
function introduction(given: Section['blocks'], { children }: Section): [Said[], Section['blocks']] {
  const blocks = gathered(given)
  const other = blocks.findIndex(({ kind }) => kind !== 'text')
  // The last one in front of a list or of code belongs to it.
  const count = other >= 0 ? Math.max(0, other - 1) : children.length > 0 ? blocks.length : 0
  const intro = blocks
    .slice(0, count)
    .flatMap((block) => (block.kind === 'text' ? [{ text: block.words.text, from: block.lines }] : []))
  return [intro, blocks.slice(count)]
}

function declared(
  { title, children, blocks }: Section,
  attributes: readonly Attribute[],
): PlaybookDraft['declare'] {
  const inTitle = severitiesIn(title)
  const alone = severityAt(title)
  if (inTitle.length > 0) return inTitle
  if (alone) return [alone]
  const said = attributes.find(({ name }) => name === 'severity' || name === 'priority')
  if (said && severitiesIn(said.value).length > 0) return severitiesIn(said.value)
  const items = [...blocks, ...children.flatMap((child) => child.blocks)].flatMap((block) =>
    block.kind === 'list' ? block.items : [],
  )
  const declares = items.find(({ words }) => /\bdeclare\b/i.test(words.lead ?? words.text))
  return declares ? severitiesIn(declares.words.text) : []
}

/** Times that a section about one severity gives are promises of the service. */
function tellService({ title }: Section, attributes: readonly Attribute[], shop: Shop): void {
  const severity = severityAt(title)
  if (!severity) return
  for (const { name, value, from } of attributes) {
    const kind = /^response time/.test(name)
      ? 'respondWithin'
      : /^resolution time/.test(name)
        ? 'resolveWithin'
        : undefined
    const text = timeIn(value)
    if (kind !== undefined && text !== undefined) shop.facts.push({ kind, severity, text, from })
  }
}

/** Names that set phases apart. One without steps becomes a step: it says that something belongs here. */
function named(phases: readonly PhaseDraft[]): PhaseDraft[] {
  const taken = new Map<string, number>()
  return phases.map((phase) => {
    const key = phase.name.toLowerCase()
    const times = (taken.get(key) ?? 0) + 1
    taken.set(key, times)
    const empty = phase.steps.length === 0 && phase.branches.length === 0
    return {
      ...phase,
      ...(times === 1 ? {} : { name: `${shorten(phase.name, 65)} (${times})` }),
      ...(empty ? { steps: [doStep(phase.name, [])] } : {}),
    }
  })
}
