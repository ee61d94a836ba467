import { z } from 'zod'
import { ok } from '../src/domain/result.ts'
import { defineCommand } from '../src/slack/command.ts'
import { help as helpReply } from '../src/slack/views/replies/help.ts'

/** The commands this person may use. */
export const help = defineCommand({
  name: 'help',
  usage: '',
  summary: 'Show what you can type',
  examples: [''],
  role: 'anyone',
  input: z.object({}),
  async run(_, { core, by, commands }) {
    const roles = core.directory.roles(by.actor)
    const mine = commands.filter(({ role }) => role === 'anyone' || roles.includes(role))
    return ok({ say: helpReply(mine.map((one) => ({ ...one, usage: one.shownAs ?? one.usage }))) })
  },
})
