import type { Delivery } from '../app/ports/store.ts'
import { eventBody, submissionBody } from './bodies.ts'
import type { Desk } from './desk.ts'
import { handle } from './handle.ts'
import { lateAfterMs } from './listeners/late-joiner.ts'
import { openedIn } from './opening.ts'
import type { Received } from './receive/delivery-id.ts'
import { keptBody } from './receive/kept-body.ts'
import type { Accepted } from './receive/receive.ts'
import { suggest } from './suggest.ts'
import { readForm } from './views/forms/read-form.ts'

/** Starts of the bot that one delivery may spoil before it is left alone. */
const attemptsMax = 5

export type Dispatch = {
  /** Stores a delivery; what it answers goes into the acknowledgement, and work begins after that. */
  accept(delivery: Received): Promise<Accepted>
  /** Works on what a crash left behind; `before`: only on what was received until then, and is not in hand here. */
  resume(before?: Date): Promise<void>
  idle(): Promise<void>
}

/** The one way in: stored, acknowledged, then worked on; a delivery seen before is only acknowledged. */
export function createDispatch(desk: Desk): Dispatch {
  const { core } = desk
  const inHand = new Set<Promise<void>>()
  const ids = new Set<string>()

  function begin(delivery: Delivery): void {
    ids.add(delivery.id)
    const work = perform(desk, delivery).finally(() => {
      inHand.delete(work)
      ids.delete(delivery.id)
    })
    inHand.add(work)
  }

  return {
    async accept({ id, kind, body }) {
      if (kind === 'interaction' && body.type === 'block_suggestion') return suggest(desk, body)
      if (!(await wanted(desk, kind, body))) return {}
      const errors = kind === 'interaction' ? formErrors(desk, body) : undefined
      if (errors) return { ack: { response_action: 'errors', errors } }
      const receivedAt = core.clock.now()
      const kept = { id, kind, body: keptBody(body), receivedAt }
      if ((await core.store.receive(kept)) === 'seen') return {}
      return { work: () => begin({ id, kind, body, receivedAt, attempts: 0 }) }
    },
    async resume(before) {
      for (const delivery of await core.store.unfinishedDeliveries(before)) {
        if (ids.has(delivery.id)) continue
        if (delivery.attempts >= attemptsMax) await core.store.finishDelivery(delivery.id, 'tried too often')
        else {
          await core.store.beginDelivery(delivery.id)
          begin(delivery)
        }
      }
    },
    async idle() {
      while (inHand.size > 0) await Promise.all(inHand)
    },
  }
}

/**
 * Events nobody listens to are not kept: messages of a busy channel would fill the record, and so would the
 * echo of every redraw and every invitation of our own.
 */
async function wanted(desk: Desk, kind: Received['kind'], body: Received['body']): Promise<boolean> {
  if (kind !== 'event') return body.type !== 'view_closed'
  const read = eventBody.safeParse(body)
  if (!read.success) return false
  const { event } = read.data
  if (event.type === 'message' && event.message?.bot_id) return false
  if (event.type === 'member_joined_channel' && (await isOfTheFirst(desk, event))) return false
  return desk.listeners.some(({ type }) => type === event.type)
}

/** Invited by Muster while the room was being made: nothing has happened that they could have missed. */
async function isOfTheFirst(
  { core, chat }: Desk,
  { inviter, channel }: { inviter?: string | undefined; channel: string },
): Promise<boolean> {
  if (inviter !== chat.identity().userId) return false
  const [here] = await core.store.list({ kind: 'incident', channel, limit: 1 })
  return here !== undefined && core.clock.now().getTime() - Date.parse(here.openedAt) < lateAfterMs
}

/** What is wrong in a submitted form, by field; checked before the form closes, so that nothing typed is lost. */
function formErrors(desk: Desk, body: Received['body']): Record<string, string> | undefined {
  const read = submissionBody.safeParse(body)
  if (!read.success) return undefined
  const { callback_id, private_metadata, state } = read.data.view
  const modal = desk.modals.find(({ id }) => id === callback_id)
  return modal?.errors(readForm(state.values), openedIn(private_metadata).metadata)
}

async function perform(desk: Desk, delivery: Delivery): Promise<void> {
  const { store, log } = desk.core
  try {
    const error = await handle(desk, delivery)
    await store.finishDelivery(delivery.id, error)
  } catch (error) {
    log.error({ err: error, delivery: delivery.id }, 'A delivery stays unfinished until the next start')
  }
}
