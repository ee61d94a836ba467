import type { SlackEvent } from './bodies.ts'
import type { Scene } from './command.ts'

/** Something that happens in Slack without anybody speaking to Muster. */
export type AnyListener = { type: SlackEvent['type']; run(event: SlackEvent, scene: Scene): Promise<void> }

type Of<T extends SlackEvent['type']> = Extract<SlackEvent, { type: T }>

/** Puts a listener among others; events of another type never reach it. */
export const listenTo = <T extends SlackEvent['type']>(listener: {
  type: T
  run(event: Of<T>, scene: Scene): Promise<void>
}): AnyListener => ({
  type: listener.type,
  async run(event, scene) {
    if (isOf(event, listener.type)) await listener.run(event, scene)
  },
})

const isOf = <T extends SlackEvent['type']>(event: SlackEvent, type: T): event is Of<T> => event.type === type
