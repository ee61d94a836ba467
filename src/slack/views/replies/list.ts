import type { KnownBlock } from '@slack/types'
import { count } from '../../../domain/count.ts'
import { context, section } from '../blocks.ts'
import { type ListedIncident, listedLines } from '../listed.ts'
import { type Message, message } from '../message.ts'

const most = 20

/** Open incidents, worst first as they come. */
export function list(incidents: readonly ListedIncident[]): Message {
  if (incidents.length === 0)
    return message('No open incidents', [section(['No open incidents. Declare one with `/incident p1 …`.'])])
  const rest = incidents.length - most
  const blocks: KnownBlock[] = incidents.slice(0, most).map((one) => section([listedLines(one)]))
  if (rest > 0) blocks.push(context(`and ${rest} more`))
  return message(count(incidents.length, 'open incident'), blocks)
}
