import type { AckFn } from '@slack/bolt'
import { z } from 'zod'
import type { JsonObject } from '../../domain/json.ts'
import { reply } from '../chat/reply.ts'
import type { Received } from './delivery-id.ts'

const SAYS = 'Muster could not record this, so nothing was done. Please try again in a moment.'

const answerable = z.object({ type: z.string(), response_url: z.string().min(1) })

/**
 * Tells the person whose command, click or form was lost. Answers false where Slack itself must tell: an event
 * left without acknowledgement is sent again, a click without one shows a warning beside the button.
 */
export async function sayNotRecorded(
  { kind, body }: Received,
  ack: AckFn<JsonObject | undefined>,
): Promise<boolean> {
  if (kind === 'event') return false
  if (kind === 'command') {
    await ack({ response_type: 'ephemeral', text: SAYS })
    return true
  }
  if (body.type === 'view_submission') {
    await ack({ response_action: 'push', view: notice })
    return true
  }
  const click = answerable.safeParse(body)
  if (!click.success) return false
  await ack(undefined)
  await reply(click.data.response_url, { text: SAYS })
  return true
}

/** Laid over the form, which keeps what was typed into it. */
const notice: JsonObject = {
  type: 'modal',
  title: { type: 'plain_text', text: 'Not recorded' },
  close: { type: 'plain_text', text: 'Back to the form' },
  blocks: [{ type: 'section', text: { type: 'plain_text', text: SAYS } }],
}
