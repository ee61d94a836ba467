import vm from 'node:vm'

/** The clock on the wall counts: on a busy machine the first time may be over before anything has run. */
const longestRunsMs = [100, 1000]

const script = new vm.Script("new RegExp('^(?:' + pattern + ')$', 'u').test(text)")
/** One for all: it is given strings only, so nothing of one pattern reaches the next. */
const context = vm.createContext({ pattern: '', text: '' })

/**
 * Whether the whole text matches. A pattern that takes too long does not: only a script run by `vm` can be
 * stopped in the middle of backtracking, and a file must not hold the bot up.
 */
export function wholeMatch(pattern: string, text: string): boolean {
  for (const timeout of longestRunsMs) {
    Object.assign(context, { pattern, text })
    try {
      const found: unknown = script.runInContext(context, { timeout })
      return found === true
    } catch (error) {
      if (!timedOut(error)) return false
    }
  }
  return false
}

/** Of a script that `vm` has stopped. */
export const timedOut = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
