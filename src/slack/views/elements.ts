import type { Button, ConfirmationDialog, Overflow, PlainTextOption } from '@slack/types'
import { type ActionId, linkAction, menuValue } from '../actions.ts'
import { plainText } from './blocks.ts'

type Look = { style?: 'primary' | 'danger'; confirm?: ConfirmationDialog; nth?: number }

/** `nth` tells apart several buttons of one kind in a row. Slack shows about 30 characters of a label. */
export const button = (action: ActionId, label: string, value: string, look: Look = {}): Button => ({
  type: 'button',
  action_id: look.nth === undefined ? action : `${action}~${look.nth}`,
  text: plainText(label, 32),
  value,
  ...(look.style && { style: look.style }),
  ...(look.confirm && { confirm: look.confirm }),
})

/** Opens one of our own pages. */
export const linkButton = (label: string, url: string): Button => ({
  type: 'button',
  action_id: linkAction,
  text: plainText(label, 32),
  url,
})

export type MenuItem = readonly [action: ActionId, label: string]

/** At most five items; Slack takes no more. */
export const menu = (
  action: 'incident.menu' | 'step.menu' | 'change.menu',
  items: readonly MenuItem[],
  value: string,
): Overflow => ({
  type: 'overflow',
  action_id: action,
  options: items.slice(0, 5).map(([chosen, label]) => option(label, menuValue(chosen, value))),
})

export const option = (label: string, value: string, description?: string): PlainTextOption => ({
  text: plainText(label, 75),
  value,
  ...(description && { description: plainText(description, 75) }),
})

export const confirm = (title: string, text: string, yes: string): ConfirmationDialog => ({
  title: plainText(title, 100),
  text: plainText(text, 300),
  confirm: plainText(yes, 30),
  deny: plainText('Cancel', 30),
})
