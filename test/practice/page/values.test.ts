import type { AnyBlock } from '@slack/types'
import { expect, test } from 'vitest'
import { collectValues } from '../../../src/practice/page/app/elements/values.ts'

const label = { type: 'plain_text' as const, text: 'l' }
const option = { text: label, value: 'p0' }

test('a form sends what was typed, what stood there before, and nothing as null', () => {
  const blocks: AnyBlock[] = [
    { type: 'input', block_id: 'title', label, element: { type: 'plain_text_input', action_id: 'v' } },
    {
      type: 'input',
      block_id: 'severity',
      label,
      element: { type: 'static_select', action_id: 'v', options: [option], initial_option: option },
    },
    { type: 'input', block_id: 'also', label, element: { type: 'multi_users_select', action_id: 'v' } },
    { type: 'input', block_id: 'due', label, element: { type: 'datepicker', action_id: 'v' } },
    { type: 'actions', block_id: 'row', elements: [{ type: 'button', action_id: 'go', text: label }] },
    {
      type: 'section',
      block_id: 'who',
      text: label,
      accessory: { type: 'users_select', action_id: 'u', initial_user: 'U1' },
    },
  ]
  const typed = { title: { v: { type: 'plain_text_input', value: 'Dynex is down' } } }

  expect(collectValues(blocks, typed)).toEqual({
    title: { v: { type: 'plain_text_input', value: 'Dynex is down' } },
    severity: { v: { type: 'static_select', selected_option: option } },
    also: { v: { type: 'multi_users_select', selected_users: [] } },
    due: { v: { type: 'datepicker', selected_date: null } },
    who: { u: { type: 'users_select', selected_user: 'U1' } },
  })
})
