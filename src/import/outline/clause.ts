import type { Inline } from '../blocks/block.ts'
import { type Answer, answerOf } from './answer.ts'
import { capital, titleOf } from './title.ts'

/** A sentence that is for one answer, and what it says to do then; `deed` is empty where that stands below. */
export type Clause = Answer & { deed: Inline }

/** A longer condition nobody reads as an answer. */
const longest = 170

/** "If the disk is full, clean it up", "**If it is full**: clean it up". Undefined for any other sentence. */
export function clauseOf(words: Inline): Clause | undefined {
  const led = words.lead === undefined ? undefined : answerOf(titleOf(words.lead))
  if (led && led.kind !== 'cause') return withDeed(led, words.rest.replace(/^[\s,:–—-]+/, ''), words)
  const begins = words.text.slice(0, longest).replaceAll('\n', ' ')
  const closing = answerOf(begins)
  if (closing?.kind === 'otherwise') return withDeed(closing, afterOtherwise(words.text), words)
  const at = cut(words.text)
  const given = at && answerOf(begins.slice(0, at.from))
  if (!given || given.kind === 'cause') return undefined
  if (given.kind === 'option')
    return withDeed({ ...given, when: titleOf(words.text) }, words.text.slice(at.to), words)
  return withDeed(given, words.text.slice(at.to), words)
}

const afterOtherwise = (text: string): string => {
  const bare =
    /^(?:if not|si non?|wenn nicht|falls nicht|(?:if )?none of (?:these|them|the above)(?: appl(?:y|ies))?|in (?:all |any )?other cases?|dans le cas contraire|de lo contrario|en caso contrario|en otro caso|\S+?)(?![\p{L}\p{N}])[\s,:]*/iu
  return text.replace(bare, '')
}

const separator = /:(?:\s+|$)|,\s+|\s+(?:–|—|->|→|=>)\s+|\s+then\s+/giu

/** Where the condition ends: not within brackets, nor between the parts of an enumeration. */
function cut(text: string): { from: number; to: number } | undefined {
  for (const { 0: mark, index: from } of text.slice(0, longest + 10).matchAll(separator)) {
    const [before, to] = [text.slice(0, from), from + mark.length]
    const balanced = before.split('(').length === before.split(')').length
    const goesOn = mark.startsWith(',') && /^(?:or|and|oder|und|ou|et|o|y)\b/i.test(text.slice(to))
    const enough =
      before.trim().split(/\s+/).length > 2 || alone.test(before) || (mark !== ', ' && yesOrNo.test(before))
    if (balanced && !goesOn && enough) return { from, to }
  }
  return undefined
}

/** Conditions of one word; any other in front of a comma begins an enumeration: "If coins, notes or cards …". */
const alone = /^\w+ (?:\w{1,2}|yes|ja|oui|non|nein|true|false|down|up|full|empty|healthy|unhealthy|missing)$/i

const yesOrNo = /^(?:yes|no|ja|nein|oui|non|sí)$/iu

const joins = /^(?:then|dann|so|alors|entonces),?\s+/i

/** First of several: what follows is for every case. */
const isFirst = /^(?:please )?(?:first|zuerst|zunächst|d['’]abord|primero)\b|^[^.]*\bfirst\.?$/i

function withDeed(answer: Answer, rest: string, { codes, urls }: Inline): Clause | undefined {
  const bare = rest.trim().replace(joins, '')
  if (isFirst.test(bare)) return undefined
  const inside = codes.filter((code) => bare.includes(code))
  const text = inside.some((code) => bare.startsWith(code)) ? bare : capital(bare)
  return { ...answer, deed: { text, rest: text, urls, codes: inside } }
}
