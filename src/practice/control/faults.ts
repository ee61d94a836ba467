/**
 * Faults and latency that a test or benchmark orders for the calls of a practice server.
 * A call is named as its server logs it: `chat.postMessage`, or `PATCH /apis/apps/v1/…`.
 */
export type Fault =
  | { kind: 'latency'; ms: number }
  | { kind: 'drop' } // the connection dies before the call has an effect
  | { kind: 'drop-after' } // the call has its effect, then the connection dies without an answer
  | { kind: 'hang' } // the call has its effect, the answer never comes
  | { kind: 'stall' } // the call has no effect, and the answer never comes
  | { kind: 'status'; status: number; retryAfterSeconds?: number } // answered without effect
  | { kind: 'error'; error: string } // Slack: `ok: false` with this error; cluster: Status reason

export type FaultRule = {
  /** Name of the call; `*` stands for any run of characters. */
  call: string
  fault: Fault
  /** How many calls it strikes; for ever when absent. */
  times?: number
}

export type CallMoment = { call: string; when: 'before' | 'after'; nth: number }

/** Orders faults and lets a test watch every call, before and after its effect. */
export class Faults {
  #rules: (FaultRule & { left: number })[] = []
  #delays = new Map<string, number>()
  #counts = new Map<string, number>()
  #watchers = new Set<(moment: CallMoment) => void>()

  order(rule: FaultRule): void {
    this.#rules.push({ ...rule, left: rule.times ?? Number.POSITIVE_INFINITY })
  }

  /** Sets the latency of calls, in place of one set before for the same name; 0 lifts it. */
  delay(call: string, ms: number): void {
    if (ms > 0) this.#delays.set(call, ms)
    else this.#delays.delete(call)
  }

  /** Lifts every fault and latency. */
  clear(): void {
    this.#rules = []
    this.#delays.clear()
  }

  /** Called at every call's start: counts it, tells watchers, takes what strikes it. */
  begin(call: string): { latencyMs: number; fault?: Exclude<Fault, { kind: 'latency' }>; nth: number } {
    const nth = (this.#counts.get(call) ?? 0) + 1
    this.#counts.set(call, nth)
    this.#tell({ call, when: 'before', nth })
    let latencyMs = 0
    for (const [name, ms] of this.#delays) if (matches(name, call)) latencyMs += ms
    let fault: Exclude<Fault, { kind: 'latency' }> | undefined
    for (const rule of this.#rules) {
      if (rule.left <= 0 || !matches(rule.call, call)) continue
      if (rule.fault.kind === 'latency') latencyMs += rule.fault.ms
      else if (fault) continue
      else fault = rule.fault
      rule.left -= 1
    }
    return fault ? { latencyMs, fault, nth } : { latencyMs, nth }
  }

  /** Called when a call has had its effect, before its answer is sent. */
  end(call: string, nth: number): void {
    this.#tell({ call, when: 'after', nth })
  }

  /** The answer stops the watching. */
  watch(watcher: (moment: CallMoment) => void): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  count(call: string): number {
    let sum = 0
    for (const [name, count] of this.#counts) if (matches(call, name)) sum += count
    return sum
  }

  #tell(moment: CallMoment): void {
    for (const watcher of this.#watchers) watcher(moment)
  }
}

const matches = (pattern: string, call: string): boolean =>
  new RegExp(`^${pattern.split('*').map(RegExp.escape).join('.*')}$`).test(call)
