import { Unavailable } from '../app/ports/failures.ts'
import { codeOf, wasNeverSent } from '../app/ports/never-sent.ts'
import { type Call, callWords } from './call.ts'

const droppedCodes = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

/** Whether the connection went away under the call. */
export const wasDropped = (error: unknown): boolean => droppedCodes.has(codeOf(error))

/** What it comes to that a call got no answer. `timedOutMs`: our own patience, where that was what ended it. */
export function unreachable(call: Call, error: unknown, timedOutMs: number | undefined): Unavailable {
  if (error instanceof Unavailable) return error
  const sent = !wasNeverSent(error)
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
