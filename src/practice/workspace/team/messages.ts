import type { KnownBlock, MessageAttachment } from '@slack/types'
import { findMessage, messagesIn } from './find.ts'
import { SlackError } from './slack-error.ts'
import type { Message, Metadata } from './state.ts'
import type { Team } from './team.ts'

export type Draft = {
  channel: string
  user: string
  text: string
  blocks?: KnownBlock[]
  attachments?: MessageAttachment[]
  threadTs?: string
  broadcast?: boolean
  subtype?: string
  detail?: Record<string, string>
  files?: string[]
  metadata?: Metadata
}

const drawn = (team: Team, draft: Draft): Message => ({
  ts: team.ids.ts(),
  channel: draft.channel,
  user: draft.user,
  text: draft.text,
  blocks: draft.blocks ?? [],
  attachments: draft.attachments ?? [],
  reactions: [],
  ...(draft.user === team.app.botUserId && !draft.subtype ? { botId: team.app.botId } : {}),
  ...(draft.threadTs ? { threadTs: draft.threadTs } : {}),
  ...(draft.broadcast ? { broadcast: true } : {}),
  ...(draft.subtype ? { subtype: draft.subtype } : {}),
  ...(draft.detail ? { detail: draft.detail } : {}),
  ...(draft.files ? { files: draft.files } : {}),
  ...(draft.metadata ? { metadata: draft.metadata } : {}),
})

/** Replies go to the thread's first message, whichever message of it was named. */
const threadOf = (team: Team, draft: Draft): Draft => {
  if (!draft.threadTs) return draft
  const parent = findMessage(team, draft.channel, draft.threadTs)
  return parent?.threadTs ? { ...draft, threadTs: parent.threadTs } : draft
}

export function post(team: Team, draft: Draft): Message {
  const message = drawn(team, threadOf(team, draft))
  messagesIn(team, message.channel).push(message)
  markRead(team, message.user, message.channel, message.ts)
  team.changes.tell({ kind: 'message', message })
  const parent = message.threadTs ? findMessage(team, message.channel, message.threadTs) : undefined
  if (parent) team.changes.tell({ kind: 'message-redrawn', message: parent })
  return message
}

export type Edit = Partial<Pick<Draft, 'text' | 'blocks' | 'attachments' | 'metadata'>>

/** Redraws a message; people's edits are marked, an app's are too unless only blocks changed. */
export function edit(team: Team, message: Message, changed: Edit, by: string): void {
  const previous = structuredClone(message)
  Object.assign(message, changed)
  if (by !== team.app.botUserId || previous.text !== message.text)
    message.edited = { user: by, ts: team.ids.ts() }
  team.changes.tell({ kind: 'message-changed', message, previous })
}

export function remove(team: Team, message: Message): void {
  const all = messagesIn(team, message.channel)
  const place = all.indexOf(message)
  if (place < 0) throw new SlackError('message_not_found')
  all.splice(place, 1)
  const channel = team.state.channels.find(({ id }) => id === message.channel)
  if (channel) channel.pins = channel.pins.filter(({ ts }) => ts !== message.ts)
  team.changes.tell({ kind: 'message-deleted', message })
}

/** Shown to one person, kept nowhere but in memory. `replaces` is an earlier one's `ts`. */
export function whisper(team: Team, to: string, draft: Draft, replaces?: string): Message {
  const message: Message = { ...drawn(team, threadOf(team, draft)), ephemeralTo: to }
  const shown = team.ephemerals.get(to) ?? []
  const place = replaces ? shown.findIndex(({ ts }) => ts === replaces) : -1
  if (place >= 0 && replaces) {
    message.ts = replaces
    shown[place] = message
  } else shown.push(message)
  team.ephemerals.set(to, shown)
  team.changes.tell({ kind: 'ephemeral', to, message, ...(replaces ? { replaces } : {}) })
  return message
}

export function unwhisper(team: Team, to: string, channel: string, ts: string): void {
  team.ephemerals.set(
    to,
    (team.ephemerals.get(to) ?? []).filter((message) => message.ts !== ts),
  )
  team.changes.tell({ kind: 'ephemeral-deleted', to, channel, ts })
}

export function markRead(team: Team, user: string, channel: string, ts: string): void {
  team.state.reads[user] ??= {}
  const reads = team.state.reads[user]
  if ((reads[channel] ?? '') < ts) reads[channel] = ts
}
