import type { Core } from '../core.ts'
import type { Done, OutboxEntry } from '../ports/store.ts'
import { bookmarks } from './bookmarks.ts'
import { greet } from './greet.ts'
import { importedRunbook } from './import-runbook.ts'
import { invite } from './invite.ts'
import { openChannel } from './open-channel.ts'
import { pin } from './pin.ts'
import { showPicture } from './show.ts'
import { topic } from './topic.ts'

/**
 * Does one entry. Throws what the Chat port throws; answers what it left behind, or `finished` when the entry
 * was finished on the way.
 */
export type Effect = (core: Core, entry: OutboxEntry) => Promise<Done | 'finished' | undefined>

/** What the outbox can do, by an entry's kind. */
export const effects: Record<string, Effect> = {
  'open-channel': openChannel,
  show: showPicture,
  invite,
  greet,
  topic,
  bookmarks,
  pin,
  'import-runbook': importedRunbook,
}
