import { createHmac } from 'node:crypto'

export const SECRET = 'shhh-0123456789'

export type Post = {
  body: string
  type?: string
  /** Seconds from now that the request claims to come from. */
  skew?: number
  secret?: string
}

/** A request as Slack would sign it. */
export function post(
  port: number,
  { body, type = FORM, skew = 0, secret = SECRET }: Post,
): Promise<Response> {
  const timestamp = Math.floor(Date.now() / 1000) + skew
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
  return fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${hash}`,
    },
    body,
  })
}

export const FORM = 'application/x-www-form-urlencoded'

export const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString()

export const command = (text: string, trigger = `1.2.${text}`): string =>
  form({
    command: '/incident',
    text,
    trigger_id: trigger,
    user_id: 'U1',
    response_url: 'http://127.0.0.1:9/x',
  })

export const click = (extra: object = {}): string =>
  form({
    payload: JSON.stringify({
      type: 'block_actions',
      trigger_id: 't1',
      user: { id: 'U1' },
      actions: [],
      ...extra,
    }),
  })

export const event = (id: string): string =>
  JSON.stringify({ type: 'event_callback', event_id: id, event: { type: 'reaction_added', user: 'U1' } })
