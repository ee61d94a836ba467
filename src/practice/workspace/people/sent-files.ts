import { z } from 'zod'
import type { StateValues } from '../../page/protocol.ts'
import { fileShape } from '../shapes/file.ts'
import { fileOf } from '../team/files.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Team } from '../team/team.ts'

const chosen = z.array(z.object({ id: z.string() }))

/** What a form holds, with the files that were chosen in it as Slack describes them; nobody sends somebody else's. */
export function withFiles(team: Team, user: string, values: StateValues): StateValues {
  const shapes = (files: unknown) =>
    chosen.parse(files).map(({ id }) => {
      const file = fileOf(team, id)
      if (file.user !== user) throw new SlackError('file_not_found')
      return fileShape(team, file)
    })
  const filled: StateValues = {}
  for (const [block, elements] of Object.entries(values))
    for (const [action, value] of Object.entries(elements)) {
      const whole = value.type === 'file_input' ? { ...value, files: shapes(value.files) } : value
      filled[block] = { ...filled[block], [action]: whole }
    }
  return filled
}
