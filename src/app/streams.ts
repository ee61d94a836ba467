import type { Actor, Recorded } from '../domain/incident-event.ts'
import { type Lock, sayHeld } from '../domain/lock.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { Core } from './core.ts'
import type { LockChange, NewJob, OutboxEntry, Outgoing, Summary } from './ports/store.ts'

/**
 * Who does it, and the delivery or job it comes from: the same cause twice changes nothing. `finishes`: the
 * outbox entry that is done with it.
 */
export type By = { actor: Actor; cause?: string; finishes?: OutboxEntry }

/** What events make necessary: messages, redraws and jobs. Written in the events' own transaction. */
export type Consequences = {
  outgoing: Outgoing[]
  jobs: NewJob[]
  cancel: string[]
  locks?: LockChange[]
}

export type Step<S, E> = { before: S | undefined; after: S; entries: readonly Recorded<E>[]; now: Date }

/** A kind of record: how its events fold, what a list shows of it, what follows from its events. */
export type StreamKind<S, E extends { type: string }> = {
  kind: string
  evolve(before: S | undefined, entry: Recorded<E>): S
  summary(state: S): Summary
  /** Whose doing an event is, where it is not the one's who caused the change. */
  actorOf?(event: E): Actor | undefined
  follow(core: Core, step: Step<S, E>): Consequences
}

/** `entries` is empty when nothing changed: the cause had been dealt with, or the decision was to do nothing. */
export type Changed<S, E> = { state: S; entries: Recorded<E>[] }

/** More tries than processes that can write at the same moment. */
const tries = 20

/**
 * The one way a record changes: load, decide, fold, and write events, state and everything that follows from
 * them in one transaction. Somebody else's change in between means deciding anew.
 */
export function changeStream<S, E extends { type: string }>(
  core: Core,
  kind: StreamKind<S, E>,
  stream: string,
  by: By,
  decide: (state: S) => Result<readonly E[]>,
  extra: readonly Outgoing[] = [],
): Promise<Result<Changed<S, E>>> {
  return core.inTurn(stream, () => changeInTurn(core, kind, stream, by, decide, extra))
}

async function changeInTurn<S, E extends { type: string }>(
  core: Core,
  kind: StreamKind<S, E>,
  stream: string,
  by: By,
  decide: (state: S) => Result<readonly E[]>,
  extra: readonly Outgoing[],
): Promise<Result<Changed<S, E>>> {
  for (let n = 0; n < tries; n++) {
    const loaded = await core.store.load<S>(stream)
    if (!loaded) return refuse('no-record', `There is no ${stream}`)
    if (by.cause && (await core.store.applied(by.cause))) return ok({ state: loaded.state, entries: [] })
    const decision = decide(loaded.state)
    if (!decision.ok) return decision
    if (decision.value.length === 0) return ok({ state: loaded.state, entries: [] })
    const at = { stream, by, before: loaded.state, version: loaded.version, extra }
    const written = await write(core, kind, at, decision.value)
    if (!written) continue
    return 'heldBy' in written ? refuse('held', sayHeld(written.heldBy, core.clock.now())) : ok(written)
  }
  throw new Error(`${stream} kept changing while a change was being written`)
}

/** Begins a record under the next free number. */
export async function beginStream<S, E extends { type: string }>(
  core: Core,
  kind: StreamKind<S, E>,
  by: By,
  decide: (number: number) => { events: readonly E[]; extra?: readonly Outgoing[] },
): Promise<Result<Changed<S, E>>> {
  for (let n = 0; n < tries; n++) {
    const done = by.cause === undefined ? undefined : await core.store.applied(by.cause)
    if (done) return ok({ state: await loadState<S>(core, done), entries: [] })
    const number = await core.store.nextNumber(kind.kind)
    const { events, extra = [] } = decide(number)
    const at = { stream: `${kind.kind}-${number}`, by, before: undefined, version: 0, extra }
    const written = await write(core, kind, at, events)
    if (!written) continue
    if ('heldBy' in written) return refuse('held', sayHeld(written.heldBy, core.clock.now()))
    return ok(written)
  }
  throw new Error(`No free number for a ${kind.kind} could be taken`)
}

type At<S> = { stream: string; by: By; before: S | undefined; version: number; extra: readonly Outgoing[] }

async function write<S, E extends { type: string }>(
  core: Core,
  kind: StreamKind<S, E>,
  { stream, by, before, version, extra }: At<S>,
  events: readonly E[],
): Promise<Changed<S, E> | { heldBy: Lock } | undefined> {
  const now = core.clock.now()
  const { actor, cause, finishes } = by
  const actors = events.map((event) => kind.actorOf?.(event) ?? actor)
  const entries = events.map((event, n) => ({
    stream,
    seq: version + n + 1,
    at: now.toISOString(),
    actor: actors[n] ?? actor,
    event,
  }))
  const after = entries.reduce<S | undefined>(kind.evolve, before)
  if (after === undefined) throw new Error(`${stream} has no events`)
  const { outgoing, jobs, cancel, locks } = kind.follow(core, { before, after, entries, now })
  const result = await core.store.append({
    stream,
    kind: kind.kind,
    expected: version,
    at: now,
    actor,
    actors,
    events,
    state: after,
    summary: kind.summary(after),
    ...(cause && { cause }),
    ...(finishes && { finishes }),
    outgoing: [...extra, ...outgoing],
    jobs,
    cancel,
    ...(locks && { locks }),
  })
  if (result === 'conflict') return undefined
  if (typeof result === 'object') return result
  core.wake()
  if (result === 'appended') return { state: after, entries }
  // The cause was dealt with by an earlier delivery: answer what it led to.
  const earlier = cause === undefined ? undefined : await core.store.applied(cause)
  return { state: await loadState<S>(core, earlier ?? stream), entries: [] }
}

async function loadState<S>(core: Core, stream: string): Promise<S> {
  const loaded = await core.store.load<S>(stream)
  if (!loaded) throw new Error(`${stream} is gone from the record`)
  return loaded.state
}
