import { z } from 'zod'
import { fileShape, uploadKey } from '../shapes/file.ts'
import { addFile, fileOf } from '../team/files.ts'
import { openChannelOf } from '../team/find.ts'
import { post } from '../team/messages.ts'
import { badArguments, SlackError } from '../team/slack-error.ts'
import { idList, parsed, text, whole } from './arguments.ts'
import { defineMethod, type Method } from './method.ts'

const LONGEST_ALT_TEXT = 1000
const listed = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1)

export const fileMethods: Method[] = [
  defineMethod({
    name: 'files.getUploadURLExternal',
    tier: 4,
    scopes: ['files:write'],
    input: z.object({ filename: text, length: whole, alt_txt: text.optional(), alt_text: text.optional() }),
    run(input, team) {
      if (input.length <= 0) throw badArguments(['must be more than 0: length'])
      const altText = input.alt_txt ?? input.alt_text ?? ''
      if (altText.length > LONGEST_ALT_TEXT) throw new SlackError('alt_txt_too_large')
      const file = addFile(team, { name: input.filename, user: team.app.botUserId, altText })
      return { upload_url: `${team.url}/upload/v1/${uploadKey(team, file)}`, file_id: file.id }
    },
  }),
  defineMethod({
    name: 'files.completeUploadExternal',
    tier: 4,
    scopes: ['files:write'],
    input: z.object({
      files: z.unknown(),
      channel_id: text.optional(),
      channels: idList.optional(),
      initial_comment: text.optional(),
      thread_ts: text.optional(),
    }),
    run(input, team) {
      const wanted = listed.safeParse(parsed(input.files))
      if (!wanted.success) throw badArguments(['invalid value: files'])
      const files = wanted.data.map(({ id, title }) => {
        const file = fileOf(team, id)
        if (file.content === '') throw new SlackError('file_not_found')
        file.title = title ?? file.title
        return file
      })
      for (const id of [input.channel_id ?? [], input.channels ?? []].flat()) {
        const channel = openChannelOf(team, id, team.app.botUserId)
        for (const file of files) {
          file.channels.push(channel.id)
          file.shared = true
        }
        post(team, {
          channel: channel.id,
          user: team.app.botUserId,
          text: input.initial_comment ?? '',
          files: files.map((file) => file.id),
          ...(input.thread_ts ? { threadTs: input.thread_ts } : {}),
        })
        for (const file of files)
          team.changes.tell({ kind: 'file-shared', file, channel: channel.id, user: team.app.botUserId })
      }
      return { files: files.map((file) => fileShape(team, file)) }
    },
  }),
  defineMethod({
    name: 'files.info',
    tier: 4,
    scopes: ['files:read'],
    input: z.object({ file: text }),
    run: ({ file }, team) => ({ file: fileShape(team, fileOf(team, file)), comments: [] }),
  }),
]
