import { holders } from '../blocks/interactive.ts'
import type { Team } from '../team/team.ts'
import type { OpenView } from '../team/views.ts'
import { fieldOf } from './element-value.ts'
import { responseUrl } from './payload.ts'

/** A submission carries a response_url for each channel picked in a select that asked for one. */
export const responseUrlsOf = (team: Team, { user, view, values }: OpenView): Record<string, unknown>[] =>
  holders(view.blocks).flatMap(({ blockId, elements }) =>
    elements.flatMap((element) => {
      const actionId = element.action_id ?? ''
      const channel = values[blockId]?.[actionId]?.[fieldOf(element) ?? '']
      if (!element.response_url_enabled || typeof channel !== 'string') return []
      const key = team.responseUrls.issue({ channel, user })
      const response_url = responseUrl(team, 'actions', key)
      return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url }]
    }),
  )
