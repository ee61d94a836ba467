/** Codes of Node and undici from before anything was written to the other side; those about certificates aside. */
const neverWritten = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** The code of an error of Node or undici; empty when it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Whether a call over the network failed before the other side can have seen anything of it. */
export function wasNeverSent(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = codeOf(cause)
    const opening = 'syscall' in cause && cause.syscall === 'connect'
    if (opening || neverWritten.has(code) || code.startsWith('ERR_TLS') || code.includes('CERT')) return true
  }
  return false
}
