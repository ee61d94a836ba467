import { z } from 'zod'
import { offerFor } from '../src/app/pictures.ts'
import { ok, refuse } from '../src/domain/result.ts'
import { defineIncidentCommand } from '../src/slack/command.ts'
import { postmortem as postmortemReply } from '../src/slack/views/postmortem.ts'

/** Where the post-mortem is, with a button for action items. */
export const postmortem = defineIncidentCommand({
  name: 'postmortem',
  usage: '',
  summary: 'Find the post-mortem, add action items',
  examples: [''],
  role: 'anyone',
  input: z.object({}),
  async run(_, { core, incident }) {
    if (!incident.postmortem)
      return refuse('no-postmortem', `The post-mortem is drafted when ${incident.id} is resolved`)
    return ok({
      say: postmortemReply({
        of: 'postmortem',
        incident,
        path: incident.postmortem.path,
        offer: offerFor(core, incident),
      }),
    })
  },
})
