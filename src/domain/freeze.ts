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
  return targetsOf(service)
    .filter(({ name }) => freeze.targets.includes(name))
    .map(({ target }) => ({
      type: 'target-locked',
      lock: `${incident.toLowerCase()}/${target}`,
      target,
      until,
      why: `${freeze.because} (${title})`,
      release: freeze.release,
      automatic: true,
    }))
}
