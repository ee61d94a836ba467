import { over } from '../../domain/lifecycle.ts'
import type { Consequences } from '../streams.ts'
import { ofLifecycle } from './of-lifecycle.ts'
import { redraws } from './redraws.ts'
import { job, type Situation } from './situation.ts'

/** What an event makes necessary: messages, redraws and jobs. Written in the event's own transaction. */
export function consequences(situation: Situation): Required<Consequences> {
  const { after, entries, now } = situation
  const all: Required<Consequences> = { outgoing: [], jobs: [], cancel: [], locks: [] }
  for (const entry of entries) {
    const {
      outgoing = [],
      jobs = [],
      cancel = [],
      locks = [],
    } = ofLifecycle(situation, entry.event, entry.seq)
    all.outgoing.push(...outgoing)
    all.jobs.push(...jobs)
    all.cancel.push(...cancel)
    all.locks.push(...locks)
  }
  all.outgoing.push(...redraws(situation))
  if (over(after) && entries.some(({ event }) => event.type !== 'postmortem-written'))
    all.jobs.push(job('postmortem', `postmortem/${after.id}`, { incident: after.id }, now))
  return all
}
