export type Call = {
  /** The Web API method, or `deliver` and the kind of envelope. */
  call: string
  /** What it was about: the channel or the command's text. */
  about: string
  /** Milliseconds since the epoch, with fractions; not moved by clock faults. */
  began: number
  ended?: number
  /** Slack's error name, a delivery's failure, or the fault that struck. */
  error?: string
}

const KEPT = 20_000

/** The recent calls, oldest first. */
export class CallLog {
  #calls: Call[] = []

  begin(call: string, about: string): { end(error?: string): void } {
    const entry: Call = { call, about, began: preciseNow() }
    this.#calls.push(entry)
    if (this.#calls.length > KEPT * 2) this.#calls = this.#calls.slice(-KEPT)
    return {
      end(error) {
        entry.ended = preciseNow()
        if (error) entry.error = error
      },
    }
  }

  list(): readonly Call[] {
    return this.#calls.slice(-KEPT)
  }

  clear(): void {
    this.#calls = []
  }
}

const preciseNow = (): number => performance.timeOrigin + performance.now()
