import type { Store } from '../../src/app/ports/store.ts'
import { append } from '../queries/append.ts'
import * as events from '../queries/events.ts'
import * as kept from '../queries/kept.ts'
import { heldLocks } from '../queries/locks.ts'
import * as records from '../queries/records.ts'
import type { Reach } from '../reach.ts'
import type { Tx } from '../schema.ts'

type RecordPart = Pick<
  Store,
  | 'load'
  | 'append'
  | 'nextNumber'
  | 'timeline'
  | 'event'
  | 'list'
  | 'heldLocks'
  | 'applied'
  | 'head'
  | 'keepDefinition'
  | 'definition'
  | 'remember'
  | 'recall'
>

/** Events, what they made of each record, and what is kept beside them. */
export const recordPart = ({ db, write, sent }: Reach): RecordPart => ({
  load: (stream) => records.load(db, stream),
  append: (input) => {
    const work = (tx: Tx) => append(tx, input)
    return input.finishes ? sent(input.finishes, work) : write(work)
  },
  nextNumber: (kind) => records.nextNumber(db, kind),
  timeline: (stream, range) => events.timeline(db, stream, range),
  event: (stream, seq) => events.event(db, stream, seq),
  list: (query) => records.list(db, query),
  heldLocks: (at) => heldLocks(db, at),
  applied: (cause) => events.applied(db, cause),
  head: () => events.head(db),

  keepDefinition: (digest, playbook) => write((tx) => kept.keepDefinition(tx, digest, playbook)),
  definition: (digest) => kept.definition(db, digest),
  remember: (key, value) => write((tx) => kept.remember(tx, key, value)),
  recall: (key) => kept.recall(db, key),
})
