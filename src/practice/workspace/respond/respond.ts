import { z } from 'zod'
import { flag } from '../api/arguments.ts'
import { content, readContent } from '../api/chat-content.ts'
import { findMessage } from '../team/find.ts'
import { edit, post, remove, unwhisper, whisper } from '../team/messages.ts'
import type { ResponseTarget } from '../team/response-urls.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Team } from '../team/team.ts'

const response = z.object({
  ...content,
  response_type: z.enum(['in_channel', 'ephemeral']).catch('ephemeral'),
  replace_original: flag.catch(false),
  delete_original: flag.catch(false),
  thread_ts: z.string().optional(),
})

/** Carries out what an app answers to a command, or sends to a response_url. */
export function respond(team: Team, target: ResponseTarget, source: unknown): void {
  const read = response.safeParse(source)
  if (!read.success) throw new SlackError('invalid_payload')
  const { response_type, replace_original, delete_original, thread_ts, ...rest } = read.data
  const { channel, user, message } = target
  const original = message && !message.ephemeral ? findMessage(team, channel, message.ts) : undefined
  if (delete_original) {
    if (original) remove(team, original)
    else if (message) unwhisper(team, user, channel, message.ts)
    return
  }
  const shown = readContent(rest)
  if (replace_original && original) {
    edit(team, original, { blocks: [], ...shown }, team.app.botUserId)
    return
  }
  const threadTs = thread_ts ?? target.threadTs
  const draft = {
    text: '',
    ...shown,
    channel,
    user: team.app.botUserId,
    ...(threadTs ? { threadTs } : {}),
  }
  if (replace_original && message?.ephemeral) whisper(team, user, draft, message.ts)
  else if (response_type === 'in_channel') post(team, draft)
  else whisper(team, user, draft)
}
