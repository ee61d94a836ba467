import type { Incident } from './incident.ts'
import type { RemediationEvent } from './incident-event.ts'
import { ok, type Result, refuse } from './result.ts'

/** A person has looked, where nobody saw how a change ended. */
export function settleUnknown(
  incident: Incident,
  { id, as, says }: { id: string; as: 'applied' | 'not-applied'; says: string },
): Result<RemediationEvent[]> {
  const one = incident.remediations.find((each) => each.id === id)
  if (one?.state !== 'unknown')
    return refuse(
      'not-unknown',
      one ? `This is ${one.state}, not unknown` : 'That is not part of this incident',
    )
  if (!says.trim()) return refuse('no-words', 'Say what you saw')
  return ok([{ type: 'remediation-settled', id, as, says: says.trim() }])
}
