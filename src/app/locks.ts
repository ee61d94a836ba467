import type { Recorded } from '../domain/incident-event.ts'
import type { Lock } from '../domain/lock.ts'
import { nearest } from '../domain/nearest.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { Role, Service } from '../domain/service.ts'
import { targetsOf } from '../domain/target-names.ts'
import { type By, change } from './change.ts'
import type { Core } from './core.ts'
import { lacks } from './policy.ts'
import { beginStream, changeStream, type StreamKind } from './streams.ts'

export type HeldLock = Lock

const longestMs = 24 * 60 * 60_000

/** A target locked by hand outside an incident: a stream of its own. */
type Hold = { id: string; lock: Lock; released?: true }
type HoldEvent =
  | { type: 'lock-taken'; number: number; target: string; why: string; until: string }
  | { type: 'lock-released' }

const holds: StreamKind<Hold, HoldEvent> = {
  kind: 'lock',
  evolve: evolveHold,
  summary: ({ id, lock, released }) => ({
    stream: id,
    kind: 'lock',
    number: Number(id.split('-').at(-1)),
    title: lock.target,
    status: released ? 'released' : 'held',
    owner: lock.by,
    openedAt: lock.since,
  }),
  follow: (_, { after }) => ({
    outgoing: [],
    jobs: [],
    cancel: [],
    locks: [after.released ? { release: after.id } : { take: after.lock }],
  }),
}

/** What an event makes of a lock taken outside of an incident. */
export function evolveHold(
  before: Hold | undefined,
  { stream, at, actor, event }: Recorded<HoldEvent>,
): Hold {
  if (event.type === 'lock-taken') {
    const { target, why, until } = event
    return { id: stream, lock: { target, holder: stream, kind: 'hand', by: actor, why, since: at, until } }
  }
  if (!before) throw new Error(`${stream} begins with ${event.type} instead of lock-taken`)
  return { ...before, released: true }
}

type Asked = { words: string; service?: string; incident?: string }

/** All that is held now, by remediations and by hand. */
export const heldLocks = (core: Core): Promise<HeldLock[]> => core.store.heldLocks(core.clock.now())

/**
 * Keeps everybody else's remediations from a target for a while: for maintenance, or while somebody looks. It
 * ends by itself; in an incident it stands on the timeline.
 */
export async function lockTarget(
  core: Core,
  by: By,
  asked: Asked & { forMs: number; why: string },
): Promise<Result<HeldLock>> {
  const refused = lacks(core, by.actor, ['responder'], 'lock a target')
  if (refused) return refused
  const { forMs, incident } = asked
  const why = asked.why.trim()
  if (!why) return refuse('no-reason', 'Say why: whoever is kept waiting sees it')
  if (forMs <= 0 || forMs > longestMs)
    return refuse('too-long', 'A lock lasts 24 hours at most: lock it again then, if need be')
  const target = named(core, asked)
  if (!target.ok) return target
  const until = new Date(core.clock.now().getTime() + forMs).toISOString()
  if (incident) return lockInIncident(core, by, incident, { target: target.value, why, until })
  const taken = await beginStream(core, holds, by, (number) => ({
    events: [{ type: 'lock-taken' as const, number, target: target.value, why, until }],
  }))
  return taken.ok ? ok(taken.value.state.lock) : taken
}

async function lockInIncident(
  core: Core,
  by: By,
  incident: string,
  { target, why, until }: { target: string; why: string; until: string },
): Promise<Result<HeldLock>> {
  const since = core.clock.now().toISOString()
  // One person's lock of one target is one lock, however often it is renewed.
  const stamp = `${incident.toLowerCase()}/${by.actor}/${target}`
  const changed = await change(core, incident, by, (state) => {
    if (state.status === 'closed') return refuse('closed', `${incident} is closed`)
    const own = state.locks?.find((one) => one.target === target && one.by === by.actor)
    const renewed = own ? [{ type: 'target-unlocked' as const, lock: own.lock, target }] : []
    return ok([...renewed, { type: 'target-locked', lock: stamp, target, until, why }])
  })
  if (!changed.ok) return changed
  return ok({ target, holder: stamp, kind: 'hand', by: by.actor, why, since, until, incident })
}

/** A lock that is over, and what else somebody holds the same target by. */
export type Unlocked = { lock: HeldLock; still?: HeldLock }

/**
 * Lets a target go before its time. Whoever took it may, and so may a lead or a commander. Of several locks one's
 * own goes first, then one that one may end.
 */
export async function unlockTarget(core: Core, by: By, asked: Asked): Promise<Result<Unlocked>> {
  const target = named(core, asked)
  if (!target.ok) return target
  const held = (await heldLocks(core)).filter((one) => one.kind === 'hand' && one.target === target.value)
  const mine = (one: HeldLock) => !one.release && one.by === by.actor
  const not = (one: HeldLock) => (mine(one) ? undefined : mayNotUnlock(core, by.actor, one))
  const lock = held.find(mine) ?? held.find((one) => !not(one)) ?? held[0]
  if (!lock) return refuse('not-locked', `Nobody holds ${target.value} by hand`)
  const refused = not(lock)
  if (refused) return refused
  const { holder, incident, why } = lock
  const event = { type: 'target-unlocked' as const, lock: holder, target: lock.target }
  const done = incident
    ? await change(core, incident, by, () =>
        ok([mine(lock) ? event : { ...event, of: { by: lock.by, why } }]),
      )
    : await changeStream(core, holds, holder, by, (state) =>
        ok(state.released ? [] : [{ type: 'lock-released' }]),
      )
  if (!done.ok) return done
  const still = held.find((one) => one !== lock)
  return ok({ lock, ...(still && { still }) })
}

const mayNotUnlock = (core: Core, person: string, { release }: HeldLock) => {
  const needed: readonly Role[] = release ?? ['lead', 'commander']
  return lacks(core, person, needed, 'let this target go')
}

/** The target that somebody means by its name, of one service or of all. */
function named(core: Core, { words, service }: Asked): Result<string> {
  const services = service
    ? [core.library.service(service)].filter((one) => one !== undefined)
    : core.library.services()
  const all = services.flatMap((one: Service) => targetsOf(one))
  const wanted = words.trim().toLowerCase()
  const found = all.filter(({ name, target }) => [name, target].some((each) => each.toLowerCase() === wanted))
  const [first, second] = found
  if (first && second)
    return refuse(
      'which',
      `Several are called ${words}: write one of ${found.map(({ target }) => target).join(', ')}`,
    )
  if (first) return ok(first.target)
  const names = all.map(({ name }) => name)
  const meant = nearest(wanted, names)
  return refuse(
    'no-target',
    `There is no target “${words}”${meant ? `; did you mean ${meant}?` : `: they are ${names.slice(0, 20).join(', ')}`}`,
  )
}
