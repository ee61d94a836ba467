import type { View } from '@slack/types'
import type { StateValues } from '../../page/protocol.ts'
import type { Team } from '../team/team.ts'
import type { OpenView } from '../team/views.ts'

/** A view as answers and interaction payloads show it. */
export const viewShape = (
  team: Team,
  open: Pick<OpenView, 'id' | 'view' | 'hash' | 'rootId' | 'previousId'>,
  values: StateValues = {},
): Record<string, unknown> => {
  const { view } = open
  return {
    id: open.id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: { values },
    hash: open.hash,
    ...('title' in view
      ? {
          title: view.title,
          close: view.close ?? null,
          submit: view.submit ?? null,
          clear_on_close: view.clear_on_close ?? false,
          notify_on_close: view.notify_on_close ?? false,
        }
      : {}),
    previous_view_id: open.previousId ?? null,
    root_view_id: open.rootId,
    app_id: team.app.appId,
    external_id: view.external_id ?? '',
    app_installed_team_id: team.id,
    bot_id: team.app.botId,
  }
}

/** A Home tab has an id and a hash of its own, and no view above or beneath it. */
export const homeShape = (
  team: Team,
  view: View & { id: string; hash: string },
  values: StateValues = {},
): Record<string, unknown> => viewShape(team, { id: view.id, view, hash: view.hash, rootId: view.id }, values)
