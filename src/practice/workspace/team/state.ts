import type { KnownBlock, MessageAttachment, View } from '@slack/types'

export type Person = {
  id: string
  name: string
  realName: string
  email: string
  title: string
  tz: string
  color: string
  deactivated: boolean
  isBot: boolean
}

export type Bookmark = { id: string; title: string; link: string; emoji: string; created: number }
/** `at` in seconds since the epoch. */
export type Pin = { ts: string; user: string; at: number }

export type Channel = {
  id: string
  name: string
  kind: 'channel' | 'private' | 'im'
  /** For `im`: the two people in it. */
  between?: [string, string]
  topic: string
  purpose: string
  creator: string
  /** Seconds since the epoch. */
  created: number
  archived: boolean
  members: string[]
  bookmarks: Bookmark[]
  pins: Pin[]
  previousNames: string[]
}

export type SharedFile = {
  id: string
  name: string
  title: string
  mimetype: string
  user: string
  created: number
  altText: string
  channels: string[]
  shared: boolean
  /** Base64, so that a kept state is plain JSON. */
  content: string
}

export type Metadata = { event_type: string; event_payload: Record<string, unknown> }

export type Message = {
  ts: string
  channel: string
  user: string
  text: string
  blocks: KnownBlock[]
  attachments: MessageAttachment[]
  botId?: string
  threadTs?: string
  broadcast?: boolean
  edited?: { user: string; ts: string }
  reactions: { name: string; users: string[] }[]
  subtype?: string
  /** What goes with the subtype, in Slack's names: `inviter`, `topic`, `name`, … */
  detail?: Record<string, string>
  files?: string[]
  metadata?: Metadata
  ephemeralTo?: string
}

export type UserGroup = { id: string; handle: string; name: string; users: string[] }

/** All that a workspace remembers. Plain JSON. */
export type State = {
  people: Person[]
  channels: Channel[]
  /** By channel, oldest first. */
  messages: Record<string, Message[]>
  userGroups: UserGroup[]
  files: SharedFile[]
  /** By person, then channel: the `ts` read up to. */
  reads: Record<string, Record<string, string>>
  homes: Record<string, View & { id: string; hash: string }>
  lastId: number
  /** Microseconds since the epoch of the newest `ts` given out. */
  lastTs: number
}
