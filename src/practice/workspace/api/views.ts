import type { ModalView } from '@slack/types'
import { z } from 'zod'
import { readView } from '../blocks/read-view.ts'
import { homeShape, viewShape } from '../shapes/view.ts'
import { personOf } from '../team/find.ts'
import { secret } from '../team/ids.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Team } from '../team/team.ts'
import type { OpenView } from '../team/views.ts'
import { text } from './arguments.ts'
import { defineMethod, type Method } from './method.ts'

const opening = z
  .object({ trigger_id: text.optional(), interactivity_pointer: text.optional(), view: z.unknown() })
  .transform(({ trigger_id, interactivity_pointer, view }) => ({
    trigger: trigger_id ?? interactivity_pointer ?? '',
    view,
  }))

const shown = (team: Team, open: OpenView): Record<string, unknown> => ({
  view: viewShape(team, open, open.values),
})

const readModal = (source: unknown): ModalView => {
  const view = readView(source, 'modal')
  if (view.type !== 'modal') throw new SlackError('invalid_arguments')
  return view
}

export const viewMethods: Method[] = [
  defineMethod({
    name: 'views.open',
    tier: 4,
    input: opening,
    run({ trigger, view }, team) {
      const modal = readModal(view)
      const { user } = team.triggers.redeem(trigger)
      return shown(team, team.views.open(user, modal))
    },
  }),
  defineMethod({
    name: 'views.push',
    tier: 4,
    input: opening,
    run({ trigger, view }, team) {
      const modal = readModal(view)
      const { user, viewId } = team.triggers.redeem(trigger)
      if (!viewId || !team.views.find(viewId)) throw new SlackError('invalid_trigger_id')
      return shown(team, team.views.push(user, modal))
    },
  }),
  defineMethod({
    name: 'views.update',
    tier: 4,
    input: z.object({
      view: z.unknown(),
      view_id: text.optional(),
      external_id: text.optional(),
      hash: text.optional(),
    }),
    run(input, team) {
      const modal = readModal(input.view)
      const open = input.view_id
        ? team.views.find(input.view_id)
        : team.views.findExternal(input.external_id ?? '')
      if (!open) throw new SlackError('not_found')
      team.views.update(open, modal, input.hash)
      return shown(team, open)
    },
  }),
  defineMethod({
    name: 'views.publish',
    tier: 4,
    input: z.object({ user_id: text, view: z.unknown(), hash: text.optional() }),
    run(input, team) {
      if (!team.app.manifest.features.app_home?.home_tab_enabled) throw new SlackError('not_enabled')
      const view = readView(input.view, 'home')
      const user = personOf(team, input.user_id).id
      const before = team.state.homes[user]
      if (input.hash !== undefined && before && before.hash !== input.hash)
        throw new SlackError('hash_conflict')
      const home = {
        ...view,
        id: before?.id ?? team.ids.next('V'),
        hash: `${team.ids.seconds()}.${secret(4)}`,
      }
      team.state.homes[user] = home
      team.changes.tell({ kind: 'home', user, view: home })
      return { view: homeShape(team, home) }
    },
  }),
]
