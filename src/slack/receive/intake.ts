import { App, type Receiver, type ReceiverEvent } from '@slack/bolt'
import type { Logger } from 'pino'
import { sdkLog } from '../chat/sdk-log.ts'

/**
 * Bolt's App with the one step changed where its receivers hand over what arrived. Bolt itself acknowledges
 * an event before any listener sees it, whatever `processBeforeResponse` says under Socket Mode, and leaves
 * bodies it does not know unanswered; a listener or middleware is too late to store first. So sockets,
 * signatures, parsing and acknowledgements stay Bolt's, and `take` decides when to acknowledge.
 */
export class Intake extends App {
  readonly #take: (event: ReceiverEvent) => Promise<void>

  constructor(receiver: Receiver, log: Logger, take: (event: ReceiverEvent) => Promise<void>) {
    super({
      receiver,
      logger: sdkLog(log),
      // Nothing is authorized through Bolt; without this it would ask Slack at once.
      deferInitialization: true,
      authorize: async () => ({}),
      convoStore: false,
      ignoreSelf: false,
    })
    this.#take = take
  }

  override processEvent(event: ReceiverEvent): Promise<void> {
    return this.#take(event)
  }
}
