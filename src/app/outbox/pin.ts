import type { Core } from '../core.ts'
import type { OutboxEntry } from '../ports/store.ts'
import { payloads } from './payloads.ts'

export async function pin(core: Core, entry: OutboxEntry): Promise<undefined> {
  const { channel, ts } = payloads.pin.parse(entry.payload)
  await core.chat.pin({ channel, ts })
  return undefined
}
