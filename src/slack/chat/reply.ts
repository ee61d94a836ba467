import type { KnownBlock } from '@slack/types'
import { ChatRefused, ChatUnavailable } from '../../app/ports/chat.ts'

export type Reply = {
  text: string
  blocks?: KnownBlock[]
  /** Puts the answer in place of the message that carried the button. */
  replaceOriginal?: boolean
}

/** Slack's words for an address past its 30 minutes or its five uses. */
const SPENT = /expired_url|used_url/

/**
 * Answers a command or a click by its `response_url`, seen by that person alone. Plain fetch: the SDK's
 * webhook client does not know the fields that such an answer needs.
 * Throws `ChatRefused('expired_url')` once the address is spent, `ChatUnavailable` when Slack is not reached.
 */
export async function reply(responseUrl: string, answer: Reply, timeoutMs = 5000): Promise<void> {
  const { status, body } = await send(responseUrl, answer, timeoutMs)
  if (status < 300) return
  if (status === 404 || status === 410 || SPENT.test(body))
    throw new ChatRefused('expired_url', 'Slack takes no more answers to this command or click')
  if (status === 429 || status >= 500)
    throw new ChatUnavailable(`Slack answered a reply with HTTP ${status}`, { uncertain: status !== 429 })
  throw new ChatRefused(body.slice(0, 80) || `http_${status}`, `Slack refused a reply: ${body.slice(0, 80)}`)
}

async function send(responseUrl: string, answer: Reply, timeoutMs: number) {
  try {
    const response = await fetch(responseUrl, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        response_type: 'ephemeral',
        replace_original: answer.replaceOriginal ?? false,
        text: answer.text,
        ...(answer.blocks ? { blocks: answer.blocks } : {}),
      }),
    })
    return { status: response.status, body: await response.text() }
  } catch (cause) {
    throw new ChatUnavailable('No answer from Slack to a reply', { uncertain: true, cause })
  }
}
