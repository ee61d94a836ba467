import { formatDuration } from './duration.ts'
import { bot } from './incident-event.ts'
import type { Role } from './service.ts'
import type { Severity } from './severity.ts'

/** Why a target is held: a request waits for approval, a change is being made, or verified; or somebody said so. */
export type LockKind = 'asked' | 'running' | 'verifying' | 'hand'

/** A target held for a while. Times are ISO; over at `until`, whoever forgot to let go. */
export type Lock = {
  /** As a plan names it: `Deployment nqba-platform/nqba-api`. */
  target: string
  /** What holds it: a remediation's id, or a lock taken by hand. */
  holder: string
  kind: LockKind
  by: string
  why: string
  since: string
  until: string
  incident?: string
  /** Only people with one of these roles let it go. */
  release?: Role[]
  /** Waits for nobody who only asks or verifies: a rollback. */
  urgent?: boolean
  /** Of the incident: a request of a worse one does not wait for that of another. */
  severity?: Severity
}

/**
 * Whether `wanted` has to wait for `held`. One change at a time; what is locked by hand is changed only by who
 * locked it; a rollback is not kept waiting by a request without approval, or by a verification.
 */
export function conflicts(held: Lock, wanted: Lock): boolean {
  if (held.target !== wanted.target || held.holder === wanted.holder) return false
  if (Date.parse(held.until) <= Date.parse(wanted.since)) return false
  // Evidence is kept from now on, whatever else goes on.
  if (wanted.release) return false
  if (held.kind === 'hand') return held.by !== wanted.by
  if (wanted.kind === 'hand') return held.kind !== 'asked'
  if (wanted.kind === 'running' && held.kind === 'asked') return false
  if (held.kind === 'asked' && isWorse(wanted, held)) return false
  return held.kind === 'running' || !wanted.urgent
}

/** `p0` is worse than `p1`. */
const isWorse = (one: Lock, other: Lock): boolean =>
  one.severity !== undefined && other.severity !== undefined && one.severity < other.severity

const doing: Record<LockKind, string> = {
  asked: 'waiting for approval',
  running: 'being made',
  verifying: 'being verified',
  hand: 'locked by hand',
}

const released: Record<LockKind, string> = {
  asked: 'It is free once that is decided, or',
  running: 'It is free once that has ended, or',
  verifying: 'It is free once that has ended, or',
  hand: 'It is free after `/incident unlock`, or',
}

/** Who holds a target, why, since when, and how it becomes free. */
export function sayHeld(lock: Lock, now: Date): string {
  const { target, kind, why, since, until, incident, release } = lock
  const by = lock.by === bot ? 'Muster' : `<@${lock.by}>`
  const where = incident ? ` in ${incident}` : ''
  const for_ = formatDuration(Math.max(0, now.getTime() - Date.parse(since)))
  const left = formatDuration(Math.max(1000, Date.parse(until) - now.getTime()))
  return `${target} is held by ${by}${where} for ${for_} now, for “${why}” (${doing[kind]}). ${release ? `Only ${release.join(' or ')} lets it go, with \`/incident unlock\`, or it is free` : released[kind]} in ${left} at the latest`
}
