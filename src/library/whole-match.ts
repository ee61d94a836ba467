import vm from 'node:vm'

const longestRunMs = 100

const script = new vm.Script("new RegExp('^(?:' + pattern + ')$', 'u').test(text)")
/** One for all: it is given strings only, so nothing of one pattern reaches the next. */
const context = vm.createContext({ pattern: '', text: '' })

/**
 * Whether the whole text matches. A pattern that takes too long does not: only a script run by `vm` can be
 * stopped in the middle of backtracking, and a file must not hold the bot up.
 */
export function wholeMatch(pattern: string, text: string): boolean {
  Object.assign(context, { pattern, text })
  try {
    const found: unknown = script.runInContext(context, { timeout: longestRunMs })
    return found === true
  } catch {
    return false
  }
}
