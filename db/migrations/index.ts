import type { Migration } from '../migrate.ts'
import { record } from './0001-record.ts'
import { queues } from './0002-queues.ts'
import { kept } from './0003-kept.ts'
import { locks } from './0004-locks.ts'

/** In the order they run. Append; never change one that was released. */
export const migrations: readonly Migration[] = [record, queues, kept, locks]
