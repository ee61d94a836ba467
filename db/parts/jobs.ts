import type { Store } from '../../src/app/ports/store.ts'
import { nextDue } from '../queries/due.ts'
import * as run from '../queries/jobs-run.ts'
import type { Reach } from '../reach.ts'

type JobsPart = Pick<Store, 'nextDue' | 'takeJobs' | 'renewJob' | 'finishJob' | 'retryJob' | 'failJob'>

/** What is to be done later, or again. */
export const jobsPart = ({ db, write, entries, jobs, ran }: Reach): JobsPart => ({
  nextDue: () => nextDue(db, { entries: entries.of(), jobs: jobs.of() }),
  takeJobs: async (owner, at, leaseMs, limit) => {
    const how = { owner, now: at.getTime(), leaseMs, limit }
    const taken = await write((tx) => run.takeJobs(tx, { ...how, inHand: jobs.of(owner) }))
    for (const { key, attempts } of taken) jobs.begin(owner, key, attempts)
    return taken
  },
  renewJob: (key, until, attempt) => write((tx) => run.renewJob(tx, key, until.getTime(), attempt)),
  finishJob: (key, attempt) => ran(key, attempt, (tx) => run.finishJob(tx, key, attempt)),
  retryJob: (key, at, error, attempt) =>
    ran(key, attempt, (tx) => run.retryJob(tx, key, at.getTime(), error, attempt)),
  failJob: (key, error, attempt) => ran(key, attempt, (tx) => run.failJob(tx, key, error, attempt)),
})
