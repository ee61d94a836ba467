import type { Clock } from './ports/clock.ts'
import type { Log } from './ports/log.ts'

/** Work taken from the store in small portions until nothing is due. */
export type Source<T> = {
  name: string
  /** Claims what is due now, at most `limit`. */
  take(limit: number): Promise<T[]>
  /** Does one; never throws for what it can settle itself. */
  perform(item: T): Promise<void>
  /** When the next one falls due. */
  nextDue(): Promise<Date | undefined>
}

export type Pump = {
  wake(): void
  /** Resolves when nothing runs and nothing is due now. */
  idle(): Promise<void>
  /** Takes no more; resolves when what runs has ended or `graceMs` is over. */
  stop(graceMs: number): Promise<void>
}

/** Runs a source: as soon as it is woken, and when its next item falls due. */
export function startPump<T>(
  source: Source<T>,
  { clock, log, limit }: { clock: Clock; log: Log; limit: number },
): Pump {
  const running = new Set<Promise<void>>()
  let stopped = false
  let woken = false
  let filling: Promise<void> | undefined
  let cancelTimer = () => {}

  function wake() {
    woken = true
    if (stopped || filling) return
    filling = fill().finally(() => {
      filling = undefined
      if (woken && !stopped) wake()
    })
  }

  async function fill() {
    while (woken && !stopped) {
      woken = false
      cancelTimer()
      try {
        const room = limit - running.size
        const items = room > 0 ? await source.take(room) : []
        for (const item of items) begin(item)
        if (items.length > 0 && items.length === room) woken = true
        if (items.length === 0) await setTimer()
      } catch (error) {
        log.error({ err: error, source: source.name }, 'Could not take work; trying again in a second')
        cancelTimer = clock.after(1_000, wake)
      }
    }
  }

  function begin(item: T) {
    const work: Promise<void> = source
      .perform(item)
      .catch((error: unknown) =>
        log.error({ err: error, source: source.name }, 'Work ended in an error nobody expected'),
      )
      .finally(() => {
        running.delete(work)
        wake()
      })
    running.add(work)
  }

  async function setTimer() {
    const due = await source.nextDue()
    if (!due) return
    const ms = Math.max(due.getTime() - clock.now().getTime(), 10)
    cancelTimer = clock.after(Math.min(ms, 60_000), wake)
  }

  return {
    wake,
    async idle() {
      while (filling || running.size > 0) await Promise.all([filling, ...running])
    },
    async stop(graceMs) {
      stopped = true
      cancelTimer()
      await Promise.race([
        Promise.all([filling, ...running]),
        new Promise<void>((resolve) => clock.after(graceMs, resolve)),
      ])
    },
  }
}
