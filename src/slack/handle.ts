import { randomBytes } from 'node:crypto'
import type { Delivery } from '../app/ports/store.ts'
import { refuse } from '../domain/result.ts'
import type { Scene } from './command.ts'
import type { Desk } from './desk.ts'
import { route } from './route.ts'
import { showAnswer } from './show-answer.ts'

/** Works on one delivery. Answers the error's text when it ended in one nobody expected. */
export async function handle(desk: Desk, delivery: Delivery): Promise<string | undefined> {
  const { situation, run } = route(desk, delivery)
  const scene: Scene = {
    core: desk.core,
    by: { actor: situation.person, cause: delivery.id },
    channel: situation.channel,
    commands: desk.commands,
    ...(situation.replyTo && { replyTo: situation.replyTo }),
  }
  try {
    const result = await run(scene)
    await showAnswer(desk, situation, result)
    return undefined
  } catch (error) {
    const reference = randomBytes(4).toString('hex')
    desk.core.log.error({ err: error, delivery: delivery.id, reference }, 'Unexpected error')
    const says = `Something went wrong in Muster that should not have (reference \`${reference}\`). It is logged; what had been recorded before stays.`
    await showAnswer(desk, situation, refuse('unexpected', says))
    return `${reference}: ${error instanceof Error ? error.message : String(error)}`
  }
}
