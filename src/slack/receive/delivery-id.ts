import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { DeliveryKind } from '../../app/ports/store.ts'
import type { JsonObject } from '../../domain/json.ts'

export type Received = { id: string; kind: DeliveryKind; body: JsonObject }

const text = z.string().min(1).optional().catch(undefined)
const marks = z.object({
  type: text,
  command: text,
  event_id: text,
  event: z.unknown().optional(),
  trigger_id: text,
  user: z.object({ id: text }).optional().catch(undefined),
  actions: z
    .array(z.object({ action_ts: text }))
    .optional()
    .catch(undefined),
  view: z.object({ id: text, hash: text }).optional().catch(undefined),
})

/**
 * Names a delivery, so that the same one coming again is known, after a restart too.
 *
 * - event: `event_id`, which Slack keeps through its retries, whichever connection they take.
 * - command, click, shortcut, submitted form: `trigger_id`, made anew for each thing a person does. A form
 *   sent a second time, corrected, is a new deed with the view's old id and hash; only this tells them apart.
 * - click without one: person and `action_ts`, the moment of the click.
 * - closed form, which has no trigger: the view's id and hash; a view is closed once.
 * - question for a menu's options: never the same, for it changes nothing and each wants its answer.
 * - whatever else Slack may send: a digest of the whole.
 */
export function identify(body: JsonObject): Received {
  const found = marks.parse(body)
  if (found.command) return { id: `command:${found.trigger_id ?? digest(body)}`, kind: 'command', body }
  if (found.event !== undefined || found.type === 'app_rate_limited')
    return { id: `event:${found.event_id ?? digest(body)}`, kind: 'event', body }
  return {
    id: `${found.type ?? 'interaction'}:${interactionMark(found) ?? digest(body)}`,
    kind: 'interaction',
    body,
  }
}

function interactionMark({
  type,
  trigger_id,
  user,
  actions,
  view,
}: z.output<typeof marks>): string | undefined {
  if (type === 'block_suggestion') return randomUUID()
  if (trigger_id) return trigger_id
  const clicked = actions?.[0]?.action_ts
  if (clicked && user?.id) return `${user.id}:${clicked}`
  if (type === 'view_closed' && view?.id) return `${view.id}:${view.hash ?? ''}`
  return undefined
}

const digest = (body: JsonObject): string => createHash('sha256').update(JSON.stringify(body)).digest('hex')
