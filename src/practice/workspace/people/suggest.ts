import { z } from 'zod'
import type { Act } from '../../page/protocol.ts'
import { optionGroup, plainOption } from '../blocks/options.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Team } from '../team/team.ts'
import { askApp } from './ask-app.ts'
import { elementOf } from './click.ts'
import { interaction } from './payload.ts'
import { placeOf } from './place.ts'

const suggestions = z.union([
  z.object({ options: z.array(plainOption).max(100) }),
  z.object({ option_groups: z.array(optionGroup).max(100) }),
])

/** Asks the app for the options of an external select. */
export async function suggest(
  team: Team,
  user: string,
  act: Extract<Act, { act: 'suggest' }>,
): Promise<z.output<typeof suggestions>> {
  const place = placeOf(team, user, act.in, undefined)
  elementOf(place.blocks, act.blockId, act.actionId)
  const payload = {
    ...interaction(team, 'block_suggestion', user),
    ...place.payload,
    block_id: act.blockId,
    action_id: act.actionId,
    value: act.query,
  }
  const read = suggestions.safeParse(await askApp(team, payload, true))
  if (!read.success) throw new SlackError('invalid_options', { says: 'The app sent no usable options.' })
  return read.data
}
