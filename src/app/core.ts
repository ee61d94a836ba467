import type { AnyCheck } from '../checks/check.ts'
import type { AnyRemediation } from '../remediations/remediation.ts'
import type { Directory } from './directory.ts'
import type { Chat } from './ports/chat.ts'
import type { Clock } from './ports/clock.ts'
import type { Drafter } from './ports/drafter.ts'
import type { Instruments } from './ports/instruments.ts'
import type { Library } from './ports/library.ts'
import type { Log } from './ports/log.ts'
import type { Pages } from './ports/pages.ts'
import type { Store } from './ports/store.ts'

/** What every use case works with. Built once, by the composition root. */
export type Core = {
  store: Store
  chat: Chat
  clock: Clock
  library: Library
  directory: Directory
  instruments: Omit<Instruments, 'now'>
  checks: readonly AnyCheck[]
  remediations: readonly AnyRemediation[]
  pages: Pages
  drafter: Drafter
  log: Log
  /** Base of the web pages, without a slash at the end. */
  webUrl: string | undefined
  /** Names this process among those that share a database. */
  instance: string
  /** Changes of one record, one after the other. */
  inTurn<T>(record: string, work: () => Promise<T>): Promise<T>
  /** Something is waiting in the outbox or among the jobs. */
  wake(): void
}
