import type { Core } from '../core.ts'
import type { OutboxEntry, Post } from '../ports/store.ts'
import { bookmarks } from './bookmarks.ts'
import { greet } from './greet.ts'
import { invite } from './invite.ts'
import { openChannel } from './open-channel.ts'
import { pin } from './pin.ts'
import { showPicture } from './show.ts'
import { topic } from './topic.ts'

/** Does one entry. Throws what the Chat port throws; answers the message it left behind, if any. */
export type Effect = (core: Core, entry: OutboxEntry) => Promise<Post | undefined>

/** What the outbox can do, by an entry's kind. */
export const effects: Record<string, Effect> = {
  'open-channel': openChannel,
  show: showPicture,
  invite,
  greet,
  topic,
  bookmarks,
  pin,
}
