import type { Incident } from './incident.ts'
import type { LifecycleEvent } from './incident-event.ts'
import { ok, type Result, refuse } from './result.ts'

export type ActionItemInput = { text: string; assignee?: string; due?: string }

/** `due` is a date, `YYYY-MM-DD`. */
export function addActionItem(incident: Incident, input: ActionItemInput): Result<LifecycleEvent[]> {
  if (!input.text.trim()) return refuse('empty', 'Say what is to be done')
  return ok([{ type: 'action-item-added', id: `a${incident.actionItems.length + 1}`, ...input }])
}

export function changeActionItem(
  incident: Incident,
  id: string,
  change: Partial<ActionItemInput> & { done?: boolean },
): Result<LifecycleEvent[]> {
  const item = incident.actionItems.find((one) => one.id === id)
  if (!item) return refuse('not-found', `There is no action item ${id} in ${incident.id}`)
  if (item.done && change.done) return refuse('done', `“${item.text}” is done already`)
  return ok([{ type: 'action-item-changed', id, ...change }])
}
