import type { LifecycleEvent } from './incident-event.ts'
import type { Playbook } from './playbook.ts'
import type { Service } from './service.ts'
import { targetsOf } from './target-names.ts'

/** Longer than any incident is left alone: somebody renews it, or lets it go. */
const heldMs = 72 * 60 * 60_000

/** The locks that a playbook takes when it starts, on the targets of its service that it names. */
export function freezing(
  { freeze, title }: Playbook,
  service: Service | undefined,
  { incident, now }: { incident: string; now: Date },
): LifecycleEvent[] {
  if (!freeze || !service) return []
  const until = new Date(now.getTime() + heldMs).toISOString()
  const locks = targetsOf(service)
    .filter(({ name }) => freeze.targets.includes(name))
    .map(({ target }) => ({ lock: `${incident.toLowerCase()}/${target}`, target }))
  const why = `${freeze.because} (${title})`
  if (locks.length === 0) return []
  // Muster holds them, so that nobody is let through, not even who began the playbook.
  return [{ type: 'targets-frozen', locks, until, why, release: freeze.release, automatic: true }]
}
