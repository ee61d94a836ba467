import type { Fault } from '../../control/faults.ts'
import type { Answer } from './read.ts'
import { ApiError } from './status.ts'

const codes: Record<string, number> = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  Conflict: 409,
  AlreadyExists: 409,
  Expired: 410,
  Gone: 410,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
  ServiceUnavailable: 503,
  Timeout: 504,
  ServerTimeout: 500,
}
const reasonOf = (status: number): string | undefined =>
  Object.keys(codes).find((reason) => codes[reason] === status)

const messages: Record<string, string> = {
  Conflict: 'the object has been modified; please apply your changes to the latest version and try again',
  TooManyRequests: 'the server has received too many requests and has asked us to try again later',
  ServiceUnavailable: 'the server is currently unable to handle the request',
  Timeout:
    'the server was unable to return a response in the time allotted, but may still be processing the request',
  InternalError: 'an error on the server has prevented the request from succeeding',
}

/** The answer that an ordered fault gives instead of ours; nothing for faults of the connection. */
export function faultAnswer(fault: Fault): { answer: Answer; headers: Record<string, string> } | undefined {
  if (fault.kind !== 'status' && fault.kind !== 'error') return undefined
  const code = fault.kind === 'status' ? fault.status : (codes[fault.error] ?? 500)
  const reason = fault.kind === 'error' ? fault.error : reasonOf(code)
  // A real server always says how long, when it has too much to do.
  const seconds = fault.kind === 'status' ? fault.retryAfterSeconds : undefined
  const wait = seconds ?? (code === 429 ? 1 : undefined)
  const details = wait === undefined ? undefined : { retryAfterSeconds: wait }
  const { body } = new ApiError(code, reason, messages[reason ?? ''] ?? 'ordered by a fault', details)
  return {
    answer: { status: code, body },
    headers: wait === undefined ? {} : { 'retry-after': String(wait) },
  }
}

/** Nothing happens, and the client never hears of it. */
export const isLost = (fault: Fault): boolean => fault.kind === 'drop' || fault.kind === 'stall'

/** The call has its effect, and the client never hears of it. */
export const isCut = (fault: Fault): boolean => fault.kind === 'drop-after' || fault.kind === 'hang'
