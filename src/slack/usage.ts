import { parseDuration } from '../domain/duration.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import { isSeverity } from '../domain/severity.ts'

/** One word, or the rest of the line, that a command takes. */
export type Slot = { name: string; needed: boolean; rest: boolean }

/** Reads a usage string: `<severity> [service] <title...>`. Throws on one that is not well formed. */
export function slotsOf(usage: string): Slot[] {
  const words = usage.split(/\s+/).filter(Boolean)
  return words.map((word) => {
    const found = /^(?:<([a-z]+)(\.\.\.)?>|\[([a-z]+)(\.\.\.)?\])$/.exec(word)
    const name = found?.[1] ?? found?.[3]
    if (!name) throw new Error(`Not a usage word: ${word}`)
    return { name, needed: found?.[1] !== undefined, rest: Boolean(found?.[2] ?? found?.[4]) }
  })
}

/** In a service's place: none, although the next word looks like one. */
export const noService = '-'

/** What some words must be, to tell an optional one from what follows it. */
export type Vocabulary = { services: readonly string[] }

/** Fits what somebody typed into the slots; says which word is missing or wrong. */
export function readWords(
  usage: string,
  typed: string,
  vocabulary: Vocabulary,
): Result<Record<string, string>> {
  let left = typed.trim()
  let passedOver: Slot | undefined
  const read: Record<string, string> = {}
  for (const slot of slotsOf(usage)) {
    const word = slot.rest ? left : (left.split(/\s+/, 1)[0] ?? '')
    const fits = word !== '' && suits(slot.name, word, vocabulary)
    if (!fits && slot.needed) return refuse('usage', missing(slot, word))
    if (!fits) {
      passedOver = slot
      continue
    }
    passedOver = undefined
    read[slot.name] = slot.name === 'person' ? personIn(word) : value(slot.name, word)
    left = left.slice(word.length).trim()
  }
  if (!left) return ok(read)
  return refuse(
    'usage',
    passedOver ? missing(passedOver, left) : `“${unescaped(left)}” is more than this takes`,
  )
}

function suits(name: string, word: string, { services }: Vocabulary): boolean {
  if (name === 'severity') return isSeverity(word.toLowerCase())
  if (name === 'service') return word === noService || services.includes(word.toLowerCase())
  if (name === 'person') return mention.test(word)
  if (name === 'duration') return parseDuration(word) !== undefined
  return true
}

function value(name: string, word: string): string {
  if (name === 'severity' || name === 'service') return word.toLowerCase()
  return unescaped(word)
}

/** Slack's form of a person when the command asks for escaped text: `<@U024BE7LH|ana>`. */
const mention = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/

const personIn = (word: string): string => mention.exec(word)?.[1] ?? ''

/** Undoes the three escapes Slack makes; mentions stay as they are. */
export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const quoted = /["“”„]([^"“”„]*)["“”„]/g

/** Parts what is asked from why: `scale nqba-worker replicas=6 because jobs pile up`. Quoted words are no why. */
export function partReason(typed: string): { words: string; reason?: string } {
  const found = /(?:^|\s)because\s+(?=\S)/i.exec(typed.replace(quoted, (all) => '"'.repeat(all.length)))
  if (!found) return { words: typed.trim() }
  return {
    words: typed.slice(0, found.index).trim(),
    reason: typed.slice(found.index + found[0].length).trim(),
  }
}

/** `MESSAGE="We are slow" replicas=6` as its two words; phones write other quotation marks. */
export const detailWords = (typed: string): string[] =>
  (typed.match(/(?:[^\s"“”„]|["“”„][^"“”„]*["“”„]|["“”„])+/g) ?? []).map((word) => word.replace(quoted, '$1'))

function missing(slot: Slot, word: string): string {
  if (slot.name === 'severity')
    return word
      ? `“${unescaped(word)}” is not a severity: say p0, p1, p2 or p3`
      : 'Say how bad it is: p0, p1, p2 or p3'
  if (slot.name === 'person')
    return word
      ? `“${unescaped(word)}” is nobody here: mention a person, as in @ana`
      : 'Mention a person, as in @ana'
  return `Add the ${slot.name}`
}
