import type { By } from '../../app/change.ts'
import type { Core } from '../../app/core.ts'
import { followDeletion, followEdit, note } from '../../app/incidents.ts'
import { type Result, refuse } from '../../domain/result.ts'
import { doneSaying } from '../answers.ts'
import type { SlackChat } from '../chat/chat.ts'
import type { Reply } from '../command.ts'
import { incidentOf } from '../here.ts'
import type { Shortcut } from '../interactive.ts'
import { type AnyListener, listenTo } from '../listen.ts'
import { unescaped } from '../usage.ts'

type Reading = Pick<SlackChat, 'messageAt' | 'permalink'>

/** 📌 keeps a message on the timeline, at the time it was said. */
export const pinReaction = (chat: Reading): AnyListener =>
  listenTo({
    type: 'reaction_added',
    async run({ reaction, item }, { core, by }) {
      if (!['pushpin', 'round_pushpin'].includes(reaction) || !item.channel || !item.ts) return
      await keep(core, chat, by, { channel: item.channel, ts: item.ts })
    },
  })

export const addToTimeline = (chat: Reading): Shortcut => ({
  callbackId: 'timeline.add',
  async run({ channel, ts, thread }, { core, by }) {
    if (!channel || !ts) return refuse('no-message', 'Choose this from a message’s menu')
    return keep(core, chat, by, { channel, ts, ...(thread && { thread }) })
  },
})

/** What was kept follows what becomes of it in Slack. */
export const messageFollowed: AnyListener = listenTo({
  type: 'message',
  async run({ channel, subtype, message, previous_message, deleted_ts }, { core, by }) {
    const ts = deleted_ts ?? message?.ts ?? previous_message?.ts
    const incident = ts && (await incidentOf(core, channel))
    if (!incident) return
    const who: By = { ...by, actor: message?.user ?? previous_message?.user ?? 'muster' }
    const source = `${channel}/${ts}`
    if (subtype === 'message_deleted') await followDeletion(core, incident, who, source)
    else if (message && message.text !== previous_message?.text)
      await followEdit(core, incident, who, source, unescaped(message.text))
  },
})

async function keep(
  core: Core,
  chat: Reading,
  by: By,
  at: { channel: string; ts: string; thread?: string },
): Promise<Result<Reply>> {
  const incident = await incidentOf(core, at.channel)
  if (!incident) return refuse('not-here', 'Only messages of an incident’s channel can go on its timeline')
  const message = await chat.messageAt(at, at.thread)
  if (!message?.text)
    return refuse('no-message', 'That message has no words to keep, or Muster cannot read it')
  const permalink = await chat.permalink(at)
  const source = {
    channel: at.channel,
    ts: at.ts,
    author: message.user,
    at: new Date(Number(at.ts) * 1000).toISOString(),
    ...(permalink && { permalink }),
  }
  const noted = await note(core, incident, by, unescaped(message.text), source)
  return doneSaying(noted, 'It is on the timeline.')
}
