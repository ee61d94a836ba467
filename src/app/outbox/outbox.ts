import type { Core } from '../core.ts'
import { ChatLacks, ChatRefused, ChatUnavailable } from '../ports/chat.ts'
import type { OutboxEntry } from '../ports/store.ts'
import type { Source } from '../pump.ts'
import { effects } from './effects.ts'
import { gaveUp, lacking } from './visible.ts'

const leaseMs = 30_000

/** Hands what the record made necessary to Slack: in order within a lane, lanes beside each other. */
export function outboxSource(core: Core): Source<OutboxEntry> {
  return {
    name: 'outbox',
    take: (limit) => core.store.takeOutgoing(core.instance, core.clock.now(), leaseMs, limit),
    perform: (entry) => perform(core, entry),
    nextDue: () => core.store.nextDue(),
  }
}

async function perform(core: Core, entry: OutboxEntry): Promise<void> {
  const effect = effects[entry.kind]
  if (!effect) return core.store.failOutgoing(entry, `No effect is called ${entry.kind}`)
  try {
    const done = await effect(core, entry)
    if (done !== 'finished') await core.store.finishOutgoing(entry, done, core.clock.now())
  } catch (error) {
    await settle(core, entry, error)
  }
}

/**
 * Decides after an error: again later, without it, or given up and said. Said before it is given up: after a
 * crash in between it is tried and said once more, and what was said already is not said again.
 */
async function settle(core: Core, entry: OutboxEntry, error: unknown): Promise<void> {
  const says = error instanceof Error ? error.message : String(error)
  if (error instanceof ChatUnavailable) {
    const wait = error.retryAfterMs ?? backoff(entry.attempts)
    const fields = { key: entry.key, attempts: entry.attempts, wait, uncertain: error.uncertain }
    if (error.retryAfterMs === undefined || wait > 5_000) core.log.warn(fields, says)
    else core.log.debug(fields, says)
    return core.store.retryOutgoing(entry, later(core, wait), says, error.uncertain)
  }
  if (error instanceof ChatLacks) {
    await lacking(core, entry, error.what)
    return core.store.failOutgoing(entry, says)
  }
  if (error instanceof ChatRefused) {
    core.log.error({ key: entry.key, kind: entry.kind, reason: error.reason }, 'Slack refused this for good')
    await gaveUp(core, entry, error.reason)
    return core.store.failOutgoing(entry, says)
  }
  core.log.error({ err: error, key: entry.key, kind: entry.kind }, 'A message could not be handed over')
  if (entry.attempts < 5)
    return core.store.retryOutgoing(entry, later(core, backoff(entry.attempts)), says, true)
  await gaveUp(core, entry, says)
  return core.store.failOutgoing(entry, says)
}

const later = (core: Core, ms: number) => new Date(core.clock.now().getTime() + ms)

/** 0.5 s, 1 s, 2 s, … at most half a minute. */
const backoff = (attempts: number) => Math.min(500 * 2 ** Math.max(attempts - 1, 0), 30_000)
