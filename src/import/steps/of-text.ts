import type { Block, Inline } from '../blocks/block.ts'
import type { Said, StepDraft } from '../draft/draft.ts'
import type { Shop } from '../draft/shop.ts'
import { shorten } from '../outline/title.ts'
import type { Lines } from '../read/source.ts'
import { readCommand } from '../shell/command.ts'
import { linesOf } from './pieces.ts'
import { doStep, machineStep } from './step.ts'

const programs = /^(?:kubectl|oc|curl|docker|docker-compose|psql|systemctl|redis-cli)\s+\S/

/** A sentence that names one command: `kubectl rollout restart deployment/web`. */
export function inlineStep(words: Inline, lines: Lines, shop: Shop): StepDraft | undefined {
  const commands = words.codes.filter((code) => programs.test(code))
  const [only] = commands
  if (only === undefined || commands.length > 1) return undefined
  const step = machineStep(readCommand(only, lines), words.text, shop)
  if (!step || step.kind === 'do') return undefined
  return step.title.endsWith('…') ? { ...step, details: [{ text: words.text, from: lines }] } : step
}

/** A paragraph: its first sentence is the step, the rest stands below. */
export function textSteps({ words, lines }: Extract<Block, { kind: 'text' }>, shop: Shop): StepDraft[] {
  const machine = inlineStep(words, lines, shop)
  if (machine) return [machine]
  const sentence = /^[\s\S]{12,}?[.!?](?=\s+[\p{Lu}`"(])/u.exec(words.text)?.[0] ?? words.text
  const title = shorten(sentence.replace(/[.:]$/, ''), 150)
  const whole: Said = { text: words.text, from: lines }
  const rest = words.text.slice(sentence.length).trim()
  if (title.endsWith('…') || rest.length > 1000) return [doStep(title.replace(/…$/, ''), [], linesOf(whole))]
  return [doStep(title, lines, rest === '' ? [] : [{ text: rest, from: [] }])]
}
