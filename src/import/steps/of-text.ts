import type { Block, Inline } from '../blocks/block.ts'
import type { Said, StepDraft } from '../draft/draft.ts'
import type { Shop } from '../draft/shop.ts'
import { shorten } from '../outline/title.ts'
import type { Lines } from '../read/source.ts'
import { readCommand } from '../shell/command.ts'
import { isCommand } from '../shell/programs.ts'
import { linesOf } from './pieces.ts'
import { firstSentence } from './sentence.ts'
import { asCopy, doStep, machineStep } from './step.ts'

const mostBehind = 60

/** A sentence that names one command: `kubectl rollout restart deployment/web`. What runs it, or shows it to copy. */
export function inlineStep(words: Inline, lines: Lines, shop: Shop): StepDraft | undefined {
  const commands = words.codes.filter(isCommand)
  const [only] = commands
  if (only === undefined || commands.length > 1) return undefined
  // One command of a longer story is not all that is to be done.
  const behind = words.text.slice(words.text.indexOf(only) + only.length)
  if (words.text.includes(only) && behind.trim().length > mostBehind) return undefined
  const before = inFront(words.text, only)
  const command = readCommand(only, lines)
  const step = machineStep(command, before ?? without(words.text, only).replace(/\.$/, ''), shop)
  if (step && (step.kind !== 'do' || before !== undefined))
    return step.title.endsWith('…') ? { ...step, details: [{ text: words.text, from: lines }] } : step
  return before === undefined ? undefined : doStep(before, lines, [{ text: asCopy(command.text), from: [] }])
}

/** A command that names again what is in front of it, "Restart the lock `…` on door-1", need not be read out. */
function without(text: string, code: string): string {
  const at = text.indexOf(code)
  const before = at < 0 ? '' : text.slice(0, at).trimEnd()
  const free = before.includes(' ') && !holdsOn.test(before) && !/\n/.test(text)
  return free ? `${before}${text.slice(at + code.length)}` : text
}

/** Words that need the command behind them. */
const holdsOn =
  /(?:[:(,"'“]|\b(?:run|running|use|using|execute|try|do|call|invoke|type|enter|with|via|through|by|of|from|in|on|to|the|a|and|or|then|is|see|mit|avec|con|und|et|y|ausführen|exécuter|ejecutar))$/i

/** "Look at the pods with `…`": what the command is for, where it ends the sentence. */
function inFront(text: string, code: string): string | undefined {
  const at = text.indexOf(code)
  if (at < 0 || !/^[\s.:)]*$/.test(text.slice(at + code.length))) return undefined
  const before = text
    .slice(0, at)
    .replace(
      /[\s:(,]*(?:\b(?:via|with|using|by running|running|by|run|through|use|mit|avec|con)\b)?[\s:(,]*$/i,
      '',
    )
  return before.length >= 4 && before.length <= 150 && !before.includes('\n') ? before : undefined
}

/** A paragraph: its first sentence is the step, the rest stands below. */
export function textSteps({ words, lines }: Extract<Block, { kind: 'text' }>, shop: Shop): StepDraft[] {
  const machine = inlineStep(words, lines, shop)
  if (machine) return [machine]
  const [sentence, rest] = firstSentence(words.text)
  const title = shorten(sentence.replace(/[.:]$/, ''), 150)
  const whole: Said = { text: words.text, from: lines }
  if (title.endsWith('…') || rest.length > 1000) return [doStep(title.replace(/…$/, ''), [], linesOf(whole))]
  return [doStep(title, lines, rest === '' ? [] : [{ text: rest, from: [] }])]
}
