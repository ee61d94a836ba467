import type { JsonObject } from '../../domain/json.ts'
import type { Said, StepDraft } from '../draft/draft.ts'
import { shorten } from '../outline/title.ts'
import { wordsOf } from './mark.ts'

/** What the details of one step may hold, with room to spare. */
const most = 2400

/** A step as YAML holds it. */
export function stepData(step: StepDraft): JsonObject {
  const title = shorten(step.title, 150) || '…'
  const details = detailsOf(step)
  const rest = { ...(details === '' ? {} : { details }) }
  const asks = step.needs ? { needs: step.needs } : {}
  switch (step.kind) {
    case 'check':
      return { check: step.use, title, ...rest, with: step.with, ...asks }
    case 'fix':
      return { fix: step.use, title, ...rest, with: step.with, ...asks }
    case 'tell':
      return { tell: step.use, title, ...rest, ...(step.text ? { text: step.text.slice(0, 2900) } : {}) }
    case 'do':
      return { do: title, ...rest }
  }
}

const detailsOf = ({ title, details }: StepDraft): string =>
  details
    .filter(({ text }, at) => !repeats(title, text) || isShown(details, at))
    .map(({ text }) => text.replaceAll('\t', '  ').trimEnd())
    .join('\n')
    .replace(/^\s*\n/, '')
    .trim()
    .slice(0, 2950)
    .toWellFormed()

/** Within a block that is shown as it stands. */
const isShown = (details: readonly Said[], at: number): boolean =>
  details.slice(0, at).filter(({ text }) => text === '```').length % 2 === 1

/** Words that the title begins with already. What is shown to copy stays. */
function repeats(title: string, text: string): boolean {
  if (text.includes('`')) return false
  const [said, all] = [wordsOf(text), wordsOf(title)]
  return said.length > 0 && said.every((word, n) => word === all[n])
}

/** A step whose details are longer than a step may hold, as several. */
export function fitting(step: StepDraft): StepDraft[] {
  const found: StepDraft[] = []
  let open: StepDraft = { ...step, details: [] }
  let size = 0
  for (const one of step.details) {
    if (size > 0 && size + one.text.length > most) {
      found.push(open)
      const title = `${shorten(step.title, 130)} (continued)`
      open = { kind: 'do', title, details: [], decide: [], from: [] }
      size = 0
    }
    open.details.push(one)
    size += one.text.length + 1
  }
  return [...found, open]
}

/** Titles that set steps side by side apart. */
export function apart(steps: readonly StepDraft[]): StepDraft[] {
  const taken = new Map<string, number>()
  return steps.map((step) => {
    const key = step.title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
    const times = (taken.get(key) ?? 0) + 1
    taken.set(key, times)
    return times === 1 ? step : { ...step, title: `${shorten(step.title, 140)} (${times})` }
  })
}
