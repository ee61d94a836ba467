import { z } from 'zod'
import { defineIncidentCommand } from '../src/slack/command.ts'
import { postmortemReply } from '../src/slack/postmortem-reply.ts'

/** Where the post-mortem is, with a button for action items. */
export const postmortem = defineIncidentCommand({
  name: 'postmortem',
  usage: '',
  summary: 'Find the post-mortem, add action items',
  examples: [''],
  role: 'anyone',
  input: z.object({}),
  run: async (_, { core, incident }) => postmortemReply(core, incident),
})
