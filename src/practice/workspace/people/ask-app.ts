import type { Envelope } from '../deliver/delivery.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Team } from '../team/team.ts'

/** Hands an interaction to the app and waits for its acknowledgement; throws what the person then sees. */
export async function askApp(
  team: Team,
  payload: Record<string, unknown>,
  acceptsResponse: boolean,
): Promise<unknown> {
  if (!team.app.manifest.settings.interactivity.is_enabled)
    throw new SlackError('interactivity_disabled', {
      says: 'This app is not set up for buttons and forms.',
    })
  const envelope: Envelope = { type: 'interactive', payload, acceptsResponse }
  const outcome = await team.delivery.ask(envelope)
  if (outcome.ok) return outcome.response
  const says = `${team.app.name} did not respond. Try again.`
  throw new SlackError(outcome.reason === 'timeout' ? 'operation_timeout' : 'dispatch_failed', { says })
}
