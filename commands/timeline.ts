import { z } from 'zod'
import { ok } from '../src/domain/result.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'
import { timelineReply } from '../src/slack/timeline-reply.ts'

/** What happened, newest page first. */
export const timeline = defineIncidentCommand({
  name: 'timeline',
  usage: '',
  summary: 'Show what happened so far',
  examples: [''],
  role: 'anyone',
  input: z.object({}),
  run: async (_, { core, incident }) => ok({ say: await timelineReply(core, incident, 0) }),
})
