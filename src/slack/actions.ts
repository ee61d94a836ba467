/** What buttons and menus are called. Several of one kind in a row get a suffix: `incident.run~2`. */
export const actionIds = [
  'incident.ack',
  'incident.update',
  'incident.sev',
  'incident.lead',
  'incident.note',
  'incident.mitigated',
  'incident.resolve',
  'incident.reopen',
  'incident.close',
  'incident.run',
  'incident.fix',
  'incident.timeline',
  'incident.postmortem',
  'incident.menu',
  'step.done',
  'step.start',
  'step.skip',
  'step.assign',
  'step.again',
  'step.fix',
  'step.tell',
  'step.answer',
  'step.menu',
  'phase.next',
  'phase.branch',
  'phase.add-step',
  'phase.page',
  'remediation.approve',
  'remediation.reject',
  'remediation.replan',
  'remediation.question',
  'remediation.break-glass',
  'remediation.review',
  'remediation.settle',
  'remediation.undo',
  'change.keep',
  'change.permanent',
  'change.menu',
  'lock.take',
  'lock.release',
  'action-item.add',
  'action-item.done',
  'handoff.accept',
  'handoff.post',
  'command.run',
  'home.declare',
  'runbook.import',
] as const
export type ActionId = (typeof actionIds)[number]

/** The forms: `callback_id` of a modal. Each stands for what its button or command would do. */
const modalIds = [
  'incident.declare',
  'incident.update',
  'incident.sev',
  'incident.lead',
  'incident.note',
  'incident.resolve',
  'incident.run',
  'incident.fix',
  'step.skip',
  'step.assign',
  'step.answer',
  'step.tell',
  'step.fill',
  'phase.add-step',
  'phase.branch',
  'remediation.reject',
  'remediation.question',
  'remediation.break-glass',
  'remediation.review',
  'remediation.settle',
  'remediation.undo',
  'change.keep',
  'change.permanent',
  'lock.take',
  'action-item.add',
  'handoff.post',
  'runbook.import',
] as const
export type ModalId = (typeof modalIds)[number]

/** Opens another page; Slack reports the press all the same, and nothing is to be done. */
export const linkAction = 'link.open'

const isActionId = (id: string): id is ActionId => actionIds.some((one) => one === id)

/** A pressed element of a Slack `block_actions` payload, as far as it matters here. */
export type Pressed = {
  action_id: string
  value?: string | undefined
  selected_option?: { value?: string | undefined } | null | undefined
}

/**
 * The action behind a press, and its value. A menu carries both in the chosen option, as `step.skip <value>`.
 * `undefined`: not one of ours.
 */
export function readPress(pressed: Pressed): { action: ActionId; value: string } | undefined {
  const id = pressed.action_id.replace(/~\d+$/, '')
  const chosen = pressed.selected_option?.value
  if (chosen !== undefined) {
    const gap = chosen.indexOf(' ')
    const action = chosen.slice(0, gap)
    return isActionId(action) ? { action, value: chosen.slice(gap + 1) } : undefined
  }
  return isActionId(id) ? { action: id, value: pressed.value ?? '' } : undefined
}

/** Value of a menu's option. */
export const menuValue = (action: ActionId, value: string): string => `${action} ${value}`

/** `handoff.accept` carries the handoff's id; anything else is not a handoff. */
export const decodeHandoff = (value: string): string | undefined =>
  /^handoff-\d{1,9}$/.test(value) ? value : undefined

/**
 * What a button or a form is about, within one incident. Says where to look, never what somebody may do:
 * whoever presses is authorised anew. `answer`: option of an `ask` step; `page`: of a list, from zero.
 */
export type Ref = {
  incident: string
  run?: string
  step?: string
  phase?: number
  branch?: number
  answer?: number
  page?: number
  remediation?: string
  playbook?: string
  /** An action item. */
  item?: string
  /** Of the plan that the message showed: a decision is about that one and no other. */
  hash?: string
  /** How an outcome that nobody saw is settled. */
  as?: string
  /** The name that has to be typed to go on without approval. */
  target?: string
}

const words = [
  ['run', 'r'],
  ['step', 's'],
  ['remediation', 'm'],
  ['playbook', 'k'],
  ['item', 'i'],
  ['hash', 'h'],
  ['as', 'z'],
  ['target', 't'],
] as const
const numbers = [
  ['phase', 'p'],
  ['branch', 'b'],
  ['answer', 'a'],
  ['page', 'n'],
] as const

/** `INC-42?r=r1&s=0.1`: short enough for an option, and for a form's `private_metadata`. */
export function encodeRef(ref: Ref): string {
  const parts = new URLSearchParams()
  for (const [name, key] of [...words, ...numbers]) {
    const value = ref[name]
    if (value !== undefined) parts.set(key, String(value))
  }
  return parts.size > 0 ? `${ref.incident}?${parts}` : ref.incident
}

/** Reads what `encodeRef` wrote; `undefined` for everything else. */
export function decodeRef(value: string): Ref | undefined {
  const found = /^(INC-\d{1,9})(?:\?(.*))?$/s.exec(value)
  if (!found?.[1] || value.length > 3000) return undefined
  const ref: Ref = { incident: found[1] }
  const parts = new URLSearchParams(found[2] ?? '')
  for (const [name, key] of words) {
    const text = parts.get(key)
    if (text !== null) ref[name] = text
  }
  for (const [name, key] of numbers) {
    const text = parts.get(key)
    if (text === null) continue
    if (!/^\d{1,6}$/.test(text)) return undefined
    ref[name] = Number(text)
  }
  return ref
}
