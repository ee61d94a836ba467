/**
 * Calls a minute that Slack promises per method and workspace.
 * Source: docs.slack.dev/apis/web-api/rate-limits and the methods' own pages.
 */
const TIER_2 = 20
const TIER_3 = 50
const TIER_4 = 100

/** "Several hundred a minute" for the whole workspace, besides about one a second in each channel. */
export const POSTS_PER_MINUTE = 300
export const POST_EVERY_MS = 1000
/** A channel's first messages may come together: card, phase, approval. */
export const POST_BURST = 4

/** A message that changes faster than people read costs what all the others need: `chat.update` is for them all. */
export const REDRAW_EVERY_MS = 1500

const PER_MINUTE: Record<string, number> = {
  'bookmarks.add': TIER_2,
  'bookmarks.list': TIER_2,
  'conversations.create': TIER_2,
  'conversations.list': TIER_2,
  'conversations.setTopic': TIER_2,
  'conversations.unarchive': TIER_2,
  'pins.add': TIER_2,
  'usergroups.list': TIER_2,
  'usergroups.users.list': TIER_2,
  'chat.update': TIER_3,
  'conversations.history': TIER_3,
  'conversations.invite': TIER_3,
  'conversations.join': TIER_3,
  'conversations.open': TIER_3,
  'conversations.replies': TIER_3,
  'users.lookupByEmail': TIER_3,
  'chat.postEphemeral': TIER_4,
  'files.completeUploadExternal': TIER_4,
  'files.getUploadURLExternal': TIER_4,
  'files.info': TIER_4,
  'users.info': TIER_4,
  'views.open': TIER_4,
  'views.publish': TIER_4,
  'chat.postMessage': POSTS_PER_MINUTE,
}

/** Undefined for methods whose own limit lies far above what the bot does. */
export const callsPerMinute = (method: string): number | undefined => PER_MINUTE[method]
