import { WebAPIRateLimitedError, WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Clock } from '../../app/ports/clock.ts'
import { translate } from './errors.ts'
import { Pace } from './pace.ts'
import { sdkLog } from './sdk-log.ts'

export type ClientOptions = {
  token: string
  /** Base of the Web API; Slack's own when absent. */
  apiUrl?: string
  clock: Clock
  log: Logger
  /** False leaves Slack's limits to Slack. */
  pace?: boolean
  /** How long a call may take before its outcome counts as unknown. */
  timeoutMs?: number
}

/**
 * Makes one Web API call, in its turn. Throws `ChatRefused`, `ChatLacks` or `ChatUnavailable` only.
 * `channel` is where a message goes, since posting is limited channel by channel; `message` the one that is redrawn.
 */
export type Ask = <T>(
  method: string,
  call: (web: WebClient) => Promise<T>,
  channel?: string,
  message?: string,
) => Promise<T>

/**
 * The SDK's own retries and queue are off: it would repeat a timed-out post, and stop every call of the
 * process for one method's 429. Repeating belongs to the outbox, which looks first.
 */
export function createClient({
  token,
  apiUrl,
  clock,
  log,
  pace = true,
  timeoutMs = 5000,
}: ClientOptions): Ask {
  const web = new WebClient(token, {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: sdkLog(log),
  })
  const turns = new Pace(clock, pace)
  return async (method, call, channel, message) => {
    turns.take(method, channel, message)
    try {
      return await call(web)
    } catch (thrown) {
      if (thrown instanceof WebAPIRateLimitedError) turns.close(method, channel, thrown.retryAfter * 1000)
      throw translate(method, thrown)
    }
  }
}
