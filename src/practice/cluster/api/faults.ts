import type { Fault } from '../../control/faults.ts'
import type { Answer } from './read.ts'
import { ApiError } from './status.ts'

const reasons: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
}

const messages: Record<string, string> = {
  TooManyRequests: 'the server has received too many requests and has asked us to try again later',
  ServiceUnavailable: 'the server is currently unable to handle the request',
  Timeout:
    'the server was unable to return a response in the time allotted, but may still be processing the request',
  InternalError: 'an error on the server has prevented the request from succeeding',
}

/** The answer that an ordered fault gives instead of ours; nothing for faults of the connection. */
export function faultAnswer(fault: Fault): { answer: Answer; headers: Record<string, string> } | undefined {
  const code =
    fault.kind === 'status'
      ? fault.status
      : fault.kind === 'error'
        ? Number(Object.keys(reasons).find((one) => reasons[Number(one)] === fault.error) ?? 500)
        : undefined
  if (code === undefined) return undefined
  const reason = fault.kind === 'error' ? fault.error : reasons[code]
  const seconds = fault.kind === 'status' ? fault.retryAfterSeconds : undefined
  const details = seconds === undefined ? undefined : { retryAfterSeconds: seconds }
  const { body } = new ApiError(code, reason, messages[reason ?? ''] ?? 'ordered by a fault', details)
  return {
    answer: { status: code, body },
    headers: seconds === undefined ? {} : { 'retry-after': String(seconds) },
  }
}

/** The call has its effect, and the client never hears of it. */
export const isCut = (fault: Fault): boolean => fault.kind === 'drop-after' || fault.kind === 'hang'
