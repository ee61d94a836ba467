import type { PageMessage } from '../../protocol.ts'
import { dayKey } from '../text/dates.ts'

export type Row =
  | { kind: 'day'; at: number }
  | { kind: 'new' }
  /** `first`: begins a group, so it shows who speaks. */
  | { kind: 'message'; message: PageMessage; first: boolean }

const together = 5 * 60

function follows(before: PageMessage | undefined, message: PageMessage): boolean {
  if (!before || before.user !== message.user || before.subtype || message.subtype) return false
  if (before.ephemeral !== message.ephemeral) return false
  return Number(message.ts) - Number(before.ts) < together
}

/** Sets the messages of a channel in rows: a line per day, one where the news begins, one voice per group. */
export function rows(messages: PageMessage[], newFrom: string | undefined, me: string): Row[] {
  const found: Row[] = []
  let before: PageMessage | undefined
  let marked = newFrom === undefined
  for (const message of messages) {
    const at = Number(message.ts)
    const newDay = !before || dayKey(Number(before.ts)) !== dayKey(at)
    if (newDay) found.push({ kind: 'day', at })
    const news = !marked && at > Number(newFrom) && message.user !== me
    if (news) found.push({ kind: 'new' })
    marked ||= news
    found.push({ kind: 'message', message, first: newDay || news || !follows(before, message) })
    before = message
  }
  return found
}
