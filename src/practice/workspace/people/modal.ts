import { z } from 'zod'
import type { StateValues } from '../../page/protocol.ts'
import { readView } from '../blocks/read-view.ts'
import { viewShape } from '../shapes/view.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Team } from '../team/team.ts'
import type { OpenView } from '../team/views.ts'
import { askApp } from './ask-app.ts'
import { stateOf } from './element-value.ts'
import { inputErrors } from './input-errors.ts'
import { interaction } from './payload.ts'
import { openViewOf } from './place.ts'
import { withFiles } from './sent-files.ts'
import { responseUrlsOf } from './view-response-urls.ts'

const answer = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
])

/** Submits a modal; throws `invalid_input` when Slack's form or the app refuses what was filled in. */
export async function submit(team: Team, user: string, viewId: string, given: StateValues): Promise<void> {
  const open = openViewOf(team, user, viewId)
  open.values = withFiles(team, user, stateOf(open.view.blocks, given))
  refuseIf(team, open, inputErrors(open.view.blocks, open.values))
  const payload = {
    ...interaction(team, 'view_submission', user),
    trigger_id: team.triggers.issue(user, open.id),
    view: viewShape(team, open, open.values),
    response_urls: responseUrlsOf(team, open),
  }
  const response = await askApp(team, payload, true)
  const isPlain = typeof response !== 'object' || response === null || !('response_action' in response)
  if (isPlain) {
    team.views.close(user, viewId, false)
    return
  }
  const read = answer.safeParse(response)
  if (!read.success) throw trouble()
  carryOut(team, open, read.data)
}

function carryOut(team: Team, open: OpenView, response: z.output<typeof answer>): void {
  switch (response.response_action) {
    case 'errors': {
      const inputs = new Set(
        open.view.blocks.flatMap((block) => (block.type === 'input' ? block.block_id : [])),
      )
      if (Object.keys(response.errors).some((blockId) => !inputs.has(blockId))) throw trouble()
      refuseIf(team, open, response.errors)
      return
    }
    case 'clear':
      team.views.close(open.user, open.id, true)
      return
    default: {
      const view = readModal(response.view)
      if (response.response_action === 'update') team.views.update(open, view)
      else team.views.push(open.user, view)
    }
  }
}

function readModal(source: unknown) {
  try {
    const view = readView(source, 'modal')
    if (view.type === 'modal') return view
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    throw trouble(error.extra)
  }
  throw trouble()
}

function refuseIf(team: Team, { user, id }: OpenView, errors: Record<string, string>): void {
  if (Object.keys(errors).length === 0) return
  team.changes.tell({ kind: 'modal-errors', user, viewId: id, errors })
  throw new SlackError('invalid_input', { says: Object.values(errors).join(' '), errors })
}

const trouble = (extra: Record<string, unknown> = {}): SlackError =>
  new SlackError('invalid_response', { ...extra, says: 'We had some trouble connecting. Try again?' })

/** Closes a modal, and tells the app when it asked to be told. */
export async function closeModal(team: Team, user: string, viewId: string): Promise<void> {
  const open = openViewOf(team, user, viewId)
  const all = open.view.type === 'modal' && open.view.clear_on_close === true
  for (const closed of team.views.close(user, viewId, all).reverse()) {
    if (closed.view.type !== 'modal' || !closed.view.notify_on_close) continue
    const payload = {
      ...interaction(team, 'view_closed', user),
      view: viewShape(team, closed, closed.values),
      is_cleared: all,
    }
    await askApp(team, payload, false)
  }
}
