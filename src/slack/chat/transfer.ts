import { ChatRefused, ChatUnavailable } from '../../app/ports/chat.ts'

type Transferred = {
  response: Response
  /** All bytes. Throws as `transfer` does, and `ChatRefused('too_large')` above `most`. */
  body(most?: number): Promise<Uint8Array>
}

/**
 * Brings a file's bytes to Slack or from there, none of which anybody sees: trying again harms nothing. Redirects are
 * answered and not followed. Throws `ChatUnavailable`, or `ChatRefused` for 4xx.
 */
export async function transfer(
  address: string,
  request: RequestInit,
  timeoutMs: number,
): Promise<Transferred> {
  const signal = AbortSignal.timeout(timeoutMs)
  const response = await fetch(address, { ...request, redirect: 'manual', signal }).catch(unreachable)
  const { status } = response
  if (status === 429 || status >= 500)
    throw new ChatUnavailable(`Slack answered a file with HTTP ${status}`, { uncertain: false })
  if (status >= 400) throw new ChatRefused(`http_${status}`, `Slack refused the file with HTTP ${status}`)
  return {
    response,
    body: (most = Number.POSITIVE_INFINITY) => read(response, most),
  }
}

async function read({ body }: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of body ?? []) {
      size += part.length
      if (size > most) break
      parts.push(part)
    }
  } catch (cause) {
    return unreachable(cause)
  }
  if (size > most) throw new ChatRefused('too_large')
  return Buffer.concat(parts)
}

function unreachable(cause: unknown): never {
  throw new ChatUnavailable('A file did not come through to Slack or from there', { uncertain: false, cause })
}
