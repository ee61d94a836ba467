/** Time as the practice servers see it: it can be skewed, or stepped by a test. */
export type PracticeClock = {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs `task` once, `ms` later by this clock; the answer cancels it. */
  after(ms: number, task: () => void): () => void
  /** Moves the clock away from the true time; absent where it cannot be. */
  skew?(ms: number): void
}

// Beyond this a Node timer would fire at once.
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Wall-clock time moved by a settable offset, for clock-skew faults. */
export function skewedClock(): PracticeClock & { skew(ms: number): void } {
  let offset = 0
  return {
    now: () => Date.now() + offset,
    skew(ms) {
      offset = ms
    },
    after(ms, task) {
      const timer = setTimeout(task, Math.min(ms, LONGEST_TIMER_MS))
      return () => clearTimeout(timer)
    },
  }
}

/** Time that moves only when told to: `advance` runs what falls due, in order. */
export function steppedClock(start: number): PracticeClock & { advance(ms: number): void } {
  let now = start
  let waiting: { at: number; task: () => void }[] = []
  return {
    now: () => now,
    after(ms, task) {
      const entry = { at: now + ms, task }
      waiting.push(entry)
      return () => {
        waiting = waiting.filter((other) => other !== entry)
      }
    },
    advance(ms) {
      const end = now + ms
      for (;;) {
        const due = waiting.filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0]
        if (!due) break
        waiting = waiting.filter((entry) => entry !== due)
        now = Math.max(now, due.at)
        due.task()
      }
      now = end
    },
  }
}
