import type { ReceiverEvent } from '@slack/bolt'
import type { Logger } from 'pino'
import type { JsonObject } from '../../domain/json.ts'
import { identify, type Received } from './delivery-id.ts'
import { Http } from './http.ts'
import { Intake } from './intake.ts'
import { sayNotRecorded } from './not-recorded.ts'
import { Sockets } from './sockets.ts'
import { within } from './within.ts'

export type SlackEntrance =
  | { mode: 'socket'; appToken: string; apiUrl?: string; connections?: number }
  | { mode: 'http'; signingSecret: string; port: number }

/** `ack` goes to Slack with the acknowledgement: a form's errors, a menu's options. `work` begins after it. */
export type Accepted = { ack?: JsonObject; work?: () => void }

export type ReceiveOptions = {
  slack: SlackEntrance
  /** Stores the delivery durably and answers; throws when it could not be stored. */
  accept(delivery: Received): Promise<Accepted>
  log: Logger
  /** How long `stop` waits for deliveries being stored. */
  stopWithinMs?: number
}

export type Reception = {
  /** Takes no more, waits for what is being stored, closes sockets and server. */
  stop(): Promise<void>
  connected(): boolean
  /** Of the HTTP server. */
  port(): number | undefined
}

/**
 * Everything Slack sends, in either mode: stored by `accept`, acknowledged, then worked on. A delivery that was
 * stored is worked on even when the acknowledgement could not be sent. One that was not stored is not
 * acknowledged where Slack sends it again; otherwise the person is told to try again.
 * Throws an error that names the setting at fault when Slack does not let the bot in.
 */
export async function receive({
  slack,
  accept,
  log,
  stopWithinMs = 5000,
}: ReceiveOptions): Promise<Reception> {
  const entrance =
    slack.mode === 'socket'
      ? new Sockets({ ...slack, log }, slack.connections ?? 2)
      : new Http({ ...slack, log })
  const inHand = new Set<Promise<void>>()
  let stopping = false

  const take = async ({ body, ack }: ReceiverEvent): Promise<void> => {
    const delivery = identify({ ...body })
    let accepted: Accepted
    try {
      if (stopping) throw new Error('Muster is stopping')
      accepted = await accept(delivery)
    } catch (error) {
      log.error({ err: error, delivery: delivery.id }, 'A delivery was not recorded')
      if (await sayNotRecorded(delivery, ack)) return
      throw error
    }
    try {
      await ack(accepted.ack)
    } catch (error) {
      log.warn({ err: error, delivery: delivery.id }, 'Recorded, but the acknowledgement could not be sent')
    }
    try {
      accepted.work?.()
    } catch (error) {
      log.error(
        { err: error, delivery: delivery.id },
        'A delivery was recorded, but work on it could not begin',
      )
    }
  }

  new Intake(entrance, log, (event) => {
    const taking = take(event)
    const settled = taking.then(
      () => void inHand.delete(settled),
      () => void inHand.delete(settled),
    )
    inHand.add(settled)
    return taking
  })
  await entrance.start()

  return {
    async stop() {
      stopping = true
      await within(Promise.all(inHand), stopWithinMs)
      await entrance.stop()
    },
    connected: () => entrance.connected(),
    port: () => (entrance instanceof Http ? entrance.port() : undefined),
  }
}
