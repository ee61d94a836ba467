import { z } from 'zod'
import { openStatuses } from '../src/domain/incident.ts'
import { ok } from '../src/domain/result.ts'
import { defineCommand } from '../src/slack/command.ts'
import { list as listReply } from '../src/slack/views/replies/list.ts'

/** The incidents that are open now, worst first. */
export const list = defineCommand({
  name: 'list',
  usage: '',
  summary: 'List the open incidents',
  examples: [''],
  role: 'anyone',
  input: z.object({}),
  async run(_, { core }) {
    const open = await core.store.list({ kind: 'incident', statuses: openStatuses, limit: 100 })
    return ok({ say: listReply(open.toSorted((a, b) => (a.severity ?? '').localeCompare(b.severity ?? ''))) })
  },
})
