import type { RemediationEvent, RunEvent } from '../../domain/incident-event.ts'
import { phaseOf } from '../../domain/run.ts'
import { keys, room, show } from '../showing.ts'
import { ofRemediation } from './of-remediation.ts'
import { entryMessage, type Follows, job, type Situation } from './situation.ts'

/** Phases show themselves, checks run by themselves, and what they found goes into the phase's thread. */
export function ofRun(situation: Situation, event: RunEvent | RemediationEvent, seq: number): Follows {
  const incident = situation.after.id
  switch (event.type) {
    case 'phase-started': {
      const { run, phase } = event
      const payload = { picture: { of: 'phase' as const, incident, run, phase }, place: { incident } }
      return { outgoing: [show(keys.phase(incident, run, phase), room(incident), payload)] }
    }
    case 'check-started': {
      const { run, step } = event
      const key = `check/${incident}/${run}/${step}`
      return { jobs: [job('check', key, { incident, run, step }, situation.now)] }
    }
    case 'check-finished': {
      if (event.evidence.length === 0) return {}
      const thread = keys.phase(incident, event.run, phaseOf(event.step))
      return { outgoing: [entryMessage(incident, 'evidence', seq, { lane: `evidence/${incident}`, thread })] }
    }
    case 'run-started':
    case 'branch-chosen':
    case 'run-finished':
    case 'step-done':
    case 'step-skipped':
    case 'step-assigned':
    case 'step-added':
      return {}
    default:
      return ofRemediation(situation, event, seq)
  }
}
