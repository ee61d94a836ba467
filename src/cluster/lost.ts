import { Unavailable } from '../app/ports/failures.ts'
import { type Call, callWords } from './call.ts'

/** Failures of Node and undici from before anything was written to the other side. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])
const droppedCodes = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Whether a call that failed so can have reached the other side. */
export const mayHaveArrived = (error: unknown): boolean => {
  const code = codeOf(error)
  const opening = error instanceof Error && 'syscall' in error && error.syscall === 'connect'
  return !opening && !neverSent.has(code) && !code.startsWith('ERR_TLS') && !code.includes('CERT')
}

/** Whether the connection went away under the call. */
export const wasDropped = (error: unknown): boolean => droppedCodes.has(codeOf(error))

/** What it comes to that a call got no answer. `timedOutMs`: our own patience, where that was what ended it. */
export function unreachable(call: Call, error: unknown, timedOutMs: number | undefined): Unavailable {
  if (error instanceof Unavailable) return error
  const sent = mayHaveArrived(error)
  const why =
    timedOutMs !== undefined
      ? `did not answer within ${timedOutMs / 1000} s`
      : call.signal?.aborted
        ? 'was not waited for any longer'
        : sent
          ? 'closed the connection without an answer'
          : `cannot be reached (${codeOf(error)})`
  return new Unavailable(`Kubernetes ${why}: ${callWords(call)}`, {
    uncertain: call.changes && sent,
    cause: error,
  })
}
