import type { KnownBlock } from '@slack/types'

/** What Slack is given. `text` is markup too: it is what a notification says. */
export type Message = { text: string; blocks: KnownBlock[] }

/** Slack refuses an edit above 4,000. */
const longestText = 3900

/** `text` must be escaped already. */
export const message = (text: string, blocks: KnownBlock[]): Message => ({
  text: text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text,
  blocks,
})
