import type { Changes } from './team/changes.ts'

const LONGEST_MS = 10_000

/** Looks again at every change, and a little after, until something is found. */
export function until<Found>(changes: Changes, look: () => Found | undefined | false): Promise<Found> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      stop()
      clearInterval(again)
      clearTimeout(late)
      finish()
    }
    const check = (): void => {
      try {
        const seen = look()
        if (seen !== undefined && seen !== false) settle(() => resolve(seen))
      } catch (error) {
        settle(() => reject(error))
      }
    }
    const stop = changes.listen(check)
    const again = setInterval(check, 20)
    const late = setTimeout(
      () => settle(() => reject(new Error(`Not seen within ${LONGEST_MS} ms: ${look}`))),
      LONGEST_MS,
    )
    check()
  })
}
