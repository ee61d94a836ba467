import type { Store } from '../../src/app/ports/store.ts'
import * as jobs from '../queries/jobs.ts'
import * as ended from '../queries/outbox-end.ts'
import { putOutgoing } from '../queries/outbox-put.ts'
import { takeOutgoing } from '../queries/outbox-take.ts'
import { post } from '../queries/posts.ts'
import type { Reach } from '../reach.ts'

type OutboxPart = Pick<
  Store,
  'enqueue' | 'takeOutgoing' | 'finishOutgoing' | 'retryOutgoing' | 'failOutgoing' | 'failedOutgoing' | 'post'
>

/** What is to be shown in Slack, and where it stands once it is. */
export const outboxPart = ({ db, now, write, entries, sent }: Reach): OutboxPart => ({
  enqueue: (outgoing, added = [], cancel = []) =>
    write(async (tx) => {
      await putOutgoing(tx, outgoing, now())
      await jobs.cancelJobs(tx, cancel)
      await jobs.putJobs(tx, added)
    }),
  takeOutgoing: async (owner, at, leaseMs, limit) => {
    const how = { owner, now: at.getTime(), leaseMs, limit }
    const taken = await write((tx) => takeOutgoing(tx, { ...how, inHand: entries.of(owner) }))
    for (const { id, attempts } of taken) entries.begin(owner, id, attempts)
    return taken
  },
  finishOutgoing: (entry, done = {}, at = now()) =>
    sent(entry, (tx) => ended.finishOutgoing(tx, entry, done, at)),
  retryOutgoing: (entry, at, error, uncertain) => {
    const how = { at: at.getTime(), error, uncertain, now: now().getTime() }
    return sent(entry, (tx) => ended.retryOutgoing(tx, entry, how))
  },
  failOutgoing: (entry, error) => sent(entry, (tx) => ended.failOutgoing(tx, entry, error, now().getTime())),
  failedOutgoing: (limit) => ended.failedOutgoing(db, limit),
  post: (key) => post(db, key),
})
