/**
 * What the practice page and the practice workspace say to each other.
 * The page opens a WebSocket at `/practice/live?as=<user id>`; the workspace sends one `Snapshot`,
 * then `Push`es as things change. Without `as`, or when nobody has that id, the first human is meant.
 * What a person does goes by `POST /practice/act` as an `ActRequest`.
 * Text is sent as typed (`@ana`, `#incidents`, `a < b`); the workspace escapes it and makes the links.
 * A refused act is also pushed as a `notice`, except for `invalid_input`, which comes as `modal-errors`.
 */
import type { KnownBlock, View } from '@slack/types'

export type PagePerson = {
  id: string
  name: string
  realName: string
  title: string
  color: string
  isBot: boolean
}

export type PageMessage = {
  ts: string
  channel: string
  user: string
  text: string
  blocks: KnownBlock[]
  threadTs?: string
  replyCount?: number
  replyUsers?: string[]
  edited?: boolean
  pinned?: boolean
  reactions: { name: string; users: string[] }[]
  /** Only the person it was shown to receives it; it is gone after a reload, as in Slack. */
  ephemeral?: boolean
  /** A line such as "Ana joined the channel". */
  subtype?: string
  files?: { id: string; name: string; title: string; mimetype: string; size: number; url: string }[]
}

export type PageChannel = {
  id: string
  name: string
  kind: 'channel' | 'private' | 'im'
  /** For `im`: who it is with. */
  with?: string
  topic: string
  purpose: string
  archived: boolean
  member: boolean
  members: string[]
  bookmarks: { id: string; title: string; link: string }[]
  pins: string[]
  unread: number
  mentions: number
  /** `ts` up to which this person has read. */
  readTo: string
}

export type PageCommand = { command: string; description: string; usageHint: string }
export type PageShortcut = {
  name: string
  callbackId: string
  type: 'global' | 'message'
  description: string
}
/** `service`: the id of the service that it breaks. */
export type PageScenario = { name: string; service?: string; title: string; says: string; running: boolean }

export type Snapshot = {
  type: 'snapshot'
  me: string
  team: string
  bot: string
  people: PagePerson[]
  channels: PageChannel[]
  messages: Record<string, PageMessage[]>
  commands: PageCommand[]
  shortcuts: PageShortcut[]
  scenarios: PageScenario[]
  home?: View
  /** How many messages wait for each person who is mentioned or written to; drawn on the person switcher. */
  attention?: Record<string, number>
}

export type Push =
  | Snapshot
  | { type: 'channel'; channel: PageChannel }
  | { type: 'message'; message: PageMessage }
  | { type: 'message-changed'; message: PageMessage }
  | { type: 'message-deleted'; channel: string; ts: string }
  /** A modal opened, pushed on top (`depth` 1–3) or redrawn in place. */
  | { type: 'modal'; view: PageView; depth: number }
  | { type: 'modal-closed'; viewId: string; all: boolean }
  | { type: 'modal-errors'; viewId: string; errors: Record<string, string> }
  | { type: 'home'; view: View }
  | { type: 'scenarios'; scenarios: PageScenario[] }
  | { type: 'attention'; attention: Record<string, number> }
  /** The whole app did not answer in three seconds, a command is unknown, … */
  | { type: 'notice'; text: string }

export type PageView = View & { id: string; hash: string }

/** Values of inputs, keyed by block id then action id, as in `view.state.values`. */
export type StateValues = Record<string, Record<string, Record<string, unknown>>>

export type Act =
  | { act: 'post'; channel: string; text: string; threadTs?: string }
  | { act: 'edit'; channel: string; ts: string; text: string }
  | { act: 'delete'; channel: string; ts: string }
  | { act: 'react'; channel: string; ts: string; name: string; on: boolean }
  | { act: 'command'; channel: string; text: string }
  | {
      act: 'click'
      /** Where the element stands. */
      in: { channel: string; ts: string } | { viewId: string } | { home: true }
      /** The payload element as Slack sends it: type, action_id, block_id and its value(s). */
      action: Record<string, unknown>
      state?: StateValues
    }
  | { act: 'submit'; viewId: string; values: StateValues }
  /** For a `file_input`; `content` in base64. Answers the file's `id`, which the value of the input names: `files: [{ id }]`. */
  | { act: 'choose-file'; name: string; content: string }
  | { act: 'close'; viewId: string }
  | { act: 'shortcut'; callbackId: string; channel?: string; ts?: string }
  | { act: 'home' }
  | { act: 'read'; channel: string; ts: string }
  | { act: 'join' | 'leave'; channel: string }
  | { act: 'create'; name: string }
  | { act: 'invite'; channel: string; user: string }
  | { act: 'dm'; user: string }
  | { act: 'scenario'; name: string; on: boolean }
  /** Asks an external select for its options. */
  | {
      act: 'suggest'
      in: { viewId: string } | { channel: string; ts: string }
      blockId: string
      actionId: string
      query: string
    }

export type ActRequest = { as: string } & Act
/** `error` is Slack's name for what is wrong; `says` is for people. */
export type ActAnswer = { ok: true; value?: unknown } | { ok: false; error: string; says: string }
