import { changes } from './changes.ts'
import { checks } from './checks.ts'
import { durations } from './durations.ts'
import type { Facts } from './facts.ts'
import { actionItems, openQuestions, skipped } from './open-ends.ts'
import { people } from './people.ts'
import { impact, severityChanges, summary } from './summary.ts'
import { timeline } from './timeline.ts'

/** A part of the post-mortem: drawn from the record, and the people's once they have edited it. */
export type Section = { id: string; title: string; draw(facts: Facts): string }

/** What a manager reads first comes first; the record in full comes last. */
export const sections: readonly Section[] = [
  { id: 'summary', title: 'Summary', draw: summary },
  { id: 'impact', title: 'Impact', draw: impact },
  { id: 'durations', title: 'Durations', draw: durations },
  { id: 'severity', title: 'Severity', draw: severityChanges },
  { id: 'people', title: 'People', draw: people },
  { id: 'remediations', title: 'What was changed', draw: changes },
  { id: 'checks', title: 'What was checked', draw: checks },
  { id: 'skipped', title: 'Steps skipped', draw: skipped },
  { id: 'questions', title: 'Open questions', draw: openQuestions },
  { id: 'action-items', title: 'Action items', draw: actionItems },
  { id: 'timeline', title: 'Timeline', draw: timeline },
]
