import type { PracticeClock } from '../control/clock.ts'

/** A value that changes over time and remembers when, so that logs can be written afterwards. */
export class History<T> {
  readonly #clock: PracticeClock
  readonly #first: T
  #changes: { at: number; value: T }[] = []

  constructor(clock: PracticeClock, first: T) {
    this.#clock = clock
    this.#first = first
  }

  get now(): T {
    return this.#changes.at(-1)?.value ?? this.#first
  }

  set(value: T): void {
    if (value !== this.now) this.#changes.push({ at: this.#clock.now(), value })
  }

  at(time: number): T {
    const change = this.#changes.findLast((one) => one.at <= time)
    return change ? change.value : this.#first
  }

  /** Since when it had the value that it had at a time; nothing if from the beginning. */
  since(time: number): number | undefined {
    return this.#changes.findLast((one) => one.at <= time)?.at
  }
}
