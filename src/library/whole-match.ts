import vm from 'node:vm'

const longestRunMs = 100

/**
 * Whether the whole text matches. A pattern that takes too long does not: only a script run by `vm` can be
 * stopped in the middle of backtracking, and a file must not hold the bot up.
 */
export function wholeMatch(pattern: string, text: string): boolean {
  try {
    const found: unknown = vm.runInNewContext(
      "new RegExp('^(?:' + pattern + ')$', 'u').test(text)",
      { pattern, text },
      { timeout: longestRunMs },
    )
    return found === true
  } catch {
    return false
  }
}
