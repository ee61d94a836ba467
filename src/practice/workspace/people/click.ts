import type { Act } from '../../page/protocol.ts'
import { type Element, holders } from '../blocks/interactive.ts'
import { SlackError } from '../team/slack-error.ts'
import type { Team } from '../team/team.ts'
import { askApp } from './ask-app.ts'
import { chosenValue } from './element-value.ts'
import { interaction } from './payload.ts'
import { placeOf } from './place.ts'

/** Finds an interactive element; throws `action_not_found`. */
export function elementOf(blocks: unknown, blockId: string, actionId: string): Element {
  const element = holders(blocks)
    .filter((holder) => holder.blockId === blockId)
    .flatMap(({ elements }) => elements)
    .find(({ action_id }) => action_id === actionId)
  if (!element) throw new SlackError('action_not_found')
  return element
}

/** Uses a button, a select, … Values come from the element itself, so that none can be made up. */
export async function click(team: Team, user: string, act: Extract<Act, { act: 'click' }>): Promise<void> {
  const place = placeOf(team, user, act.in, act.state)
  const blockId = String(act.action.block_id)
  const actionId = String(act.action.action_id)
  const element = elementOf(place.blocks, blockId, actionId)
  const action = {
    type: element.type,
    action_id: actionId,
    block_id: blockId,
    ...detailOf(element, act.action),
    action_ts: team.ids.ts(),
  }
  const payload = {
    ...interaction(team, 'block_actions', user),
    trigger_id: team.triggers.issue(user, place.viewId),
    ...place.payload,
    actions: [action],
  }
  await askApp(team, payload, false)
}

function detailOf(element: Element, given: Record<string, unknown>): Record<string, unknown> {
  const { text, value, style, url, positive_button, negative_button } = element
  if (element.type === 'button' || element.type === 'workflow_button' || element.type === 'icon_button')
    return {
      text,
      ...(value === undefined ? {} : { value }),
      ...(style ? { style } : {}),
      ...(url ? { url } : {}),
    }
  if (element.type === 'feedback_buttons')
    return { value: [positive_button, negative_button].map(valueIn).find((one) => one === given.value) }
  return chosenValue(element, given)
}

const valueIn = (part: unknown): unknown =>
  typeof part === 'object' && part !== null && 'value' in part ? part.value : undefined
