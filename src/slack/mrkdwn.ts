import { bot } from '../domain/incident-event.ts'

/** Everything here answers Slack markup (mrkdwn) that is safe to put into a message, or plain text that needs none. */

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
// Control characters but tab and newline; and the bidi controls that turn the rest of a line around.
const unseen = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const mention = /<@([UW][A-Za-z0-9_]{1,20})(?:\|([^<>|]*))?>|<#([CG][A-Za-z0-9_]{1,20})(?:\|([^<>|]*))?>/g

/** Without what cannot be shown: control characters, direction overrides, half characters. */
export function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unseen, '').toWellFormed()
}

/** Pieces up to `max` code units, none cut in two; an ellipsis where something is left out. */
function shorten(pieces: Iterable<string>, max: number): string {
  let fitted = ''
  for (const piece of pieces) {
    if (fitted.length + piece.length > max - 1) return `${fitted.replace(/[\u200d\ufe0f\s]+$/u, '')}…`
    fitted += piece
  }
  return fitted
}

/** Keeps right-to-left words from turning around what stands next to them. */
const isolated = (text: string): string => (rightToLeft.test(text) ? `\u2068${text}\u2069` : text)

/** A fence would swallow everything up to the next one. */
const withoutFences = (text: string): string => text.replace(/`{3,}/g, (fence) => [...fence].join('\u200b'))

/** Names instead of mentions: in one line nobody is to be called. */
const oneLine = (text: string, max: number): string =>
  clean(text.slice(0, max * 4))
    .replace(mention, (_, user, name, channel, room) => (user ? `@${name ?? user}` : `#${room ?? channel}`))
    .replace(/\s+/g, ' ')
    .trim()

/** One line of plain text, for `plain_text` and rich text, where nothing is markup. At most `max` long. */
export const plain = (text: string, max: number): string =>
  isolated(shorten(oneLine(text, max), max - 2)) || '–'

/** One line of somebody's words as literal text in mrkdwn. `max` counts the escaped characters. */
export const line = (text: string, max: number): string =>
  isolated(shorten(literalPieces(withoutFences(oneLine(text, max))), max - 2)) || '–'

/** What `line` answers, in bold. A star within would end the bold and vanish: `user:*` would read `user:`. */
export const bold = (words: string): string => `*${words.replaceAll('*', '∗')}*`

/**
 * Somebody's words over several lines: literal, but for the people and channels they name (`<@U…>`, `<#C…>`).
 * Groups and `<!channel>` stay text; a code fence stays open to nobody.
 */
export function passage(text: string, max: number): string {
  const cleaned = withoutFences(clean(text.slice(0, max * 4)).trim())
  return shorten(passagePieces(cleaned), max) || '–'
}

function* passagePieces(text: string): Generator<string> {
  let from = 0
  for (const found of text.matchAll(mention)) {
    yield* literalPieces(text.slice(from, found.index))
    yield found[1] ? `<@${found[1]}>` : `<#${found[3]}>`
    from = found.index + found[0].length
  }
  yield* literalPieces(text.slice(from))
}

function* literalPieces(text: string): Generator<string> {
  for (const char of text) yield entities[char] ?? char
}

/** The same, set off as a quotation. */
export const quotation = (text: string, max: number): string =>
  passage(text, max - 40)
    .split('\n')
    .map((one, nth) => (nth < 12 ? `> ${one}` : '> …'))
    .slice(0, 13)
    .join('\n')

/** A mention of somebody whose id we hold; the bot goes by its name. */
export function person(id: string): string {
  if (id === bot) return 'Muster'
  return /^[UW][A-Za-z0-9_]{1,20}$/.test(id) ? `<@${id}>` : line(id, 40)
}

/** `<@U1>, <@U2> and 3 more` */
export function people(ids: readonly string[], most = 5): string {
  const shown = ids.slice(0, most).map(person).join(', ')
  return ids.length > most ? `${shown} and ${ids.length - most} more` : shown
}

export const channelMention = (id: string): string =>
  /^[CGD][A-Za-z0-9_]{1,20}$/.test(id) ? `<#${id}>` : line(id, 40)

/** A link to one of our own addresses or dashboards; only the words where the address is not http. */
export function link(address: string, words: string): string {
  if (!URL.canParse(address) || !/^https?:\/\//i.test(address)) return line(words, 80)
  const safe = new URL(address).href.replace(/[<>|]/g, encodeURIComponent).replaceAll('&', '&amp;')
  return safe.length > 1000 ? line(words, 80) : `<${safe}|${line(words, 80).replaceAll('|', '/')}>`
}

const seconds = (iso: string): number => Math.floor(Date.parse(iso) / 1000)

/** Shown in the reader's own zone; clients that cannot, and notifications, read UTC. */
function date(iso: string, format: string): string {
  const at = seconds(iso)
  if (!Number.isFinite(at)) return line(iso, 40)
  return `<!date^${at}^${format}|${new Date(at * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC>`
}

/** `today 14:35` */
export const moment = (iso: string): string => date(iso, '{date_short_pretty} {time}')
/** `14:35` */
export const clock = (iso: string): string => date(iso, '{time}')
/** `4 minutes ago`, kept right by the reader's client: no redraw needed. */
export const ago = (iso: string): string => date(iso, '{ago}')
/** `14:35 (in 4 minutes)` */
export const deadline = (iso: string): string => date(iso, '{time} ({ago})')

/** `24 Nov`: the day by which something is due; nobody chose the hour. */
export function byWhen(when: string): string {
  const at = seconds(when)
  if (/^\d{4}-\d{2}-\d{2}$/.test(when) || !Number.isFinite(at)) return line(when, 40)
  return `<!date^${at}^{date_short_pretty}|${new Date(at * 1000).toISOString().slice(0, 10)}>`
}

export const later = (iso: string, ms: number): string => new Date(Date.parse(iso) + ms).toISOString()
