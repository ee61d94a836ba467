import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import { ChatLacks, ChatRefused, ChatUnavailable } from '../../app/ports/chat.ts'
import { wasNeverSent } from '../../app/ports/never-sent.ts'
import { isTokenRefused, tokenAdvice } from './token-advice.ts'

/** The workspace, its plan or the app's installation does not offer the method. */
const LACKING = new Set([
  'missing_scope',
  'unknown_method',
  'not_allowed_token_type',
  'no_permission',
  'feature_not_enabled',
  'not_enabled',
  'plan_upgrade_required',
  'paid_teams_only',
  'method_deprecated',
  'deprecated_endpoint',
])

/** Slack's own trouble, answered as a result: the call may or may not have taken effect. */
const TROUBLE = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])

/** A token that Slack no longer takes is put right by people; until then nothing is given up. */
const TOKEN_RETRY_MS = 60_000

export type ChatError = ChatRefused | ChatLacks | ChatUnavailable

/** What a failed Web API call means to the bot. Whatever is not understood counts as sent and unanswered. */
export function translate(method: string, error: unknown): ChatError {
  if (isChatError(error)) return error
  if (error instanceof WebAPIPlatformError) return translateAnswer(method, error)
  if (error instanceof WebAPIRateLimitedError)
    return new ChatUnavailable(`Slack limits ${method} for ${error.retryAfter} s`, {
      uncertain: false,
      retryAfterMs: error.retryAfter * 1000,
      cause: error,
    })
  if (error instanceof WebAPIHTTPError)
    return new ChatUnavailable(`Slack answered ${method} with HTTP ${error.statusCode}`, {
      uncertain: error.statusCode >= 500,
    })
  const sent = !(error instanceof WebAPIRequestError && wasNeverSent(error.original))
  return new ChatUnavailable(`No answer from Slack to ${method}: ${reasonOf(error)}`, {
    uncertain: sent,
    cause: error,
  })
}

const isChatError = (error: unknown): error is ChatError =>
  error instanceof ChatRefused || error instanceof ChatLacks || error instanceof ChatUnavailable

function translateAnswer(method: string, { data }: WebAPIPlatformError): ChatError {
  const { error } = data
  // The SDK puts the body of an answer that is no JSON where the error's name belongs.
  if (!/^[a-z][a-z0-9_.-]*$/i.test(error))
    return new ChatUnavailable(`Slack's answer to ${method} is no JSON: ${error.slice(0, 80)}`, {
      uncertain: true,
    })
  if (isTokenRefused(error))
    return new ChatUnavailable(tokenAdvice('SLACK_BOT_TOKEN', error), {
      uncertain: false,
      retryAfterMs: TOKEN_RETRY_MS,
    })
  if (error === 'ratelimited' || error === 'rate_limited')
    return new ChatUnavailable(`Slack limits ${method}`, { uncertain: false, retryAfterMs: TOKEN_RETRY_MS })
  if (TROUBLE.has(error))
    return new ChatUnavailable(`Slack answered ${method} with ${error}`, { uncertain: true })
  if (error === 'missing_scope') return new ChatLacks(`${method} needs the scope ${neededScope(data)}`)
  if (LACKING.has(error)) return new ChatLacks(`${method} is not available here (${error})`)
  return new ChatRefused(error, `Slack refused ${method}: ${error}`)
}

const neededScope = (data: object): string => ('needed' in data ? String(data.needed) : 'it was not granted')

const reasonOf = (error: unknown): string => {
  const inner = error instanceof WebAPIRequestError ? error.original : error
  if (!(inner instanceof Error)) return String(inner)
  return inner.cause instanceof Error ? inner.cause.message || inner.message : inner.message
}
