import { expect, test } from 'vitest'
import { keptBody } from '../../src/slack/receive/kept-body.ts'

const secret = 'AKIACANARYCANARY0001'

test('a command is kept without the secrets typed into it, and with all it takes to answer', () => {
  const body = {
    command: '/incident',
    text: `note key ${secret}`,
    response_url: 'https://hooks.slack.com/commands/T/1/x',
  }
  expect(keptBody(body)).toEqual({ ...body, text: 'note key [redacted]' })
})

test('a form is kept without the secrets typed into its fields, and with what was chosen', () => {
  const chosen = { remediation: { type: 'static_select', selected_option: { value: 'set-config' } } }
  const form = (value: string) => ({
    type: 'view_submission',
    view: {
      id: 'V1',
      private_metadata: 'C1 INC-1',
      state: { values: { what: chosen, how: { details: { type: 'plain_text_input', value } } } },
    },
  })
  expect(keptBody(form(`UPSTREAM=${secret}`))).toEqual(form('UPSTREAM=[redacted]'))
})

test('a click is kept as it came', () => {
  const body = {
    type: 'block_actions',
    actions: [{ action_id: 'remediation.approve', value: 'INC-1 inc-1-fix-1' }],
  }
  expect(keptBody(body)).toBe(body)
})
