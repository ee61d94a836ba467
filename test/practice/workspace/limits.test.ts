import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blockErrors, readBlocks } from '../../../src/practice/workspace/blocks/read-blocks.ts'
import { readView, viewErrors } from '../../../src/practice/workspace/blocks/read-view.ts'
import type { Surface } from '../../../src/practice/workspace/blocks/surfaces.ts'

const x = (count: number): string => 'x'.repeat(count)
const plain = (count: number) => ({ type: 'plain_text', text: x(count) })
const many = <Item>(count: number, make: (place: number) => Item): Item[] =>
  Array.from({ length: count }, (_, place) => make(place))
const option = (place: number) => ({ text: plain(1), value: `v${place}` })
const actions = (element: object) => ({ type: 'actions', elements: [element] })
const input = (element: object) => ({ type: 'input', label: plain(5), element })
const button = { type: 'button', text: plain(5) }
const select = (more: object) => actions({ type: 'static_select', placeholder: plain(3), ...more })
const cell = { type: 'raw_text', text: 'x' }

/** A limit: the largest count that passes, and a block of a given count. */
const limits: [name: string, most: number, make: (count: number) => object, surface?: Surface][] = [
  ['characters in a section', 3000, (n) => ({ type: 'section', text: plain(n) })],
  ['characters in a section field', 2000, (n) => ({ type: 'section', fields: [plain(n)] })],
  ['fields of a section', 10, (n) => ({ type: 'section', fields: many(n, () => plain(1)) })],
  ['characters in a header', 150, (n) => ({ type: 'header', text: plain(n) })],
  ['characters of a block id', 255, (n) => ({ type: 'divider', block_id: x(n) })],
  ['characters of an action id', 255, (n) => actions({ ...button, action_id: x(n) })],
  ['elements of actions', 25, (n) => ({ type: 'actions', elements: many(n, () => button) })],
  ['elements of a context', 10, (n) => ({ type: 'context', elements: many(n, () => plain(1)) })],
  ['characters on a button', 75, (n) => actions({ ...button, text: plain(n) })],
  ['characters of a button value', 2000, (n) => actions({ ...button, value: x(n) })],
  ['characters of a button address', 3000, (n) => actions({ ...button, url: x(n) })],
  ['characters of a button label', 75, (n) => actions({ ...button, accessibility_label: x(n) })],
  ['options of a select', 100, (n) => select({ options: many(n, option) })],
  ['characters of an option', 75, (n) => select({ options: [{ text: plain(n), value: 'v' }] })],
  ['characters of an option value', 150, (n) => select({ options: [{ text: plain(1), value: x(n) }] })],
  [
    'characters of an option description',
    75,
    (n) => select({ options: [{ ...option(1), description: plain(n) }] }),
  ],
  [
    'groups of a select',
    100,
    (n) => select({ option_groups: many(n, () => ({ label: plain(1), options: [option(1)] })) }),
  ],
  [
    'characters of a group label',
    75,
    (n) => select({ option_groups: [{ label: plain(n), options: [option(1)] }] }),
  ],
  ['characters of a placeholder', 150, (n) => actions({ type: 'users_select', placeholder: plain(n) })],
  ['options of an overflow menu', 5, (n) => actions({ type: 'overflow', options: many(n, option) })],
  ['checkboxes', 10, (n) => actions({ type: 'checkboxes', options: many(n, option) })],
  ['radio buttons', 10, (n) => actions({ type: 'radio_buttons', options: many(n, option) })],
  [
    'characters of a confirm title',
    100,
    (n) => actions({ ...button, confirm: { title: plain(n), text: plain(1) } }),
  ],
  ['characters of a confirm text', 300, (n) => actions({ ...button, confirm: { text: plain(n) } })],
  [
    'characters of a confirm button',
    30,
    (n) => actions({ ...button, confirm: { text: plain(1), deny: plain(n) } }),
  ],
  [
    'characters of an input label',
    2000,
    (n) => ({ ...input({ type: 'plain_text_input' }), label: plain(n) }),
  ],
  ['characters of an input hint', 2000, (n) => ({ ...input({ type: 'plain_text_input' }), hint: plain(n) })],
  ['the max_length of an input', 3000, (n) => input({ type: 'plain_text_input', max_length: n })],
  ['files of an input', 10, (n) => input({ type: 'file_input', max_files: n })],
  [
    'characters of an image description',
    2000,
    (n) => ({ type: 'image', image_url: 'https://e.com/i.png', alt_text: x(n) }),
  ],
  ['characters of an image address', 3000, (n) => ({ type: 'image', image_url: x(n), alt_text: 'i' })],
  ['characters of a markdown block', 12_000, (n) => ({ type: 'markdown', text: x(n) })],
  ['rows of a table', 100, (n) => ({ type: 'table', rows: many(n, () => [cell]) })],
  ['columns of a table', 20, (n) => ({ type: 'table', rows: [many(n, () => cell)] })],
  ['rows of a data table', 101, (n) => ({ type: 'data_table', caption: 'c', rows: many(n, () => [cell]) })],
  ['cards of a carousel', 10, (n) => ({ type: 'carousel', elements: many(n, () => card(1)) })],
  ['characters of a card', 200, (n) => card(n)],
  [
    'blocks in a container',
    10,
    (n) => ({ type: 'container', title: plain(1), child_blocks: many(n, () => ({ type: 'divider' })) }),
  ],
  [
    'context actions',
    5,
    (n) => ({
      type: 'context_actions',
      elements: many(n, () => ({ type: 'icon_button', icon: 'trash', text: plain(1) })),
    }),
  ],
  ['characters of an alert', 3000, (n) => ({ type: 'alert', text: plain(n) }), 'modal'],
]
const card = (count: number) => ({ type: 'card', body: { type: 'mrkdwn', text: x(count) } })

describe('Slack’s limits', () => {
  test.each(limits)('%s: %d at most', (_, most, make, surface = 'message') => {
    expect(blockErrors([make(most)], surface, '/blocks')).toEqual([])
    expect(blockErrors([make(most + 1)], surface, '/blocks').join()).toMatch(
      /(must be less than|no more than) \d+.*\[json-pointer:\/blocks\/0/,
    )
  })

  test.each([
    ['message', 50],
    ['modal', 100],
    ['home', 100],
  ] as const)('a %s has %d blocks at most', (surface, most) => {
    const dividers = (count: number) => many(count, () => ({ type: 'divider' }))
    expect(blockErrors(dividers(most), surface, '/blocks')).toEqual([])
    expect(blockErrors(dividers(most + 1), surface, '/blocks')).toEqual([
      `no more than ${most} items allowed [json-pointer:/blocks]`,
    ])
  })
})

test.each([
  ['an unknown block', { type: 'banner' }, 'unsupported type: banner [json-pointer:/blocks/0/type]'],
  ['a section without text', { type: 'section' }, 'missing required field: text or fields'],
  ['an empty text', { type: 'section', text: plain(0) }, 'must be more than 0 characters'],
  [
    'a header in mrkdwn',
    { type: 'header', text: { type: 'mrkdwn', text: 'x' } },
    'must be one of: plain_text',
  ],
  [
    'a property of another’s making',
    { type: 'divider', color: 'red' },
    'invalid additional property: color [json-pointer:/blocks/0]',
  ],
  [
    'a button without words',
    actions({ type: 'button' }),
    'missing required field: text [json-pointer:/blocks/0/elements/0]',
  ],
  ['an initial option not offered', select({ options: [option(1)], initial_option: option(2) }), 'not among'],
  ['a select without options', select({}), 'must provide exactly one of options and option_groups'],
  [
    'an input in a row of actions',
    actions({ type: 'plain_text_input' }),
    'unsupported type: plain_text_input',
  ],
  ['an alert in a message', { type: 'alert', text: plain(1) }, 'unsupported type: alert'],
  ['an empty row of actions', { type: 'actions', elements: [] }, 'no less than 1 items allowed'],
])('%s is refused, and Slack says where', (_, block, says) => {
  expect(blockErrors([block], 'message', '/blocks').join()).toContain(says)
})

test('ids are unique: block ids in a message, action ids in a block', () => {
  const divider = { type: 'divider', block_id: 'same' }
  expect(blockErrors([divider, divider], 'message', '/blocks')).toEqual([
    'block_id "same" already exists [json-pointer:/blocks/1/block_id]',
  ])
  const twice = { ...button, action_id: 'go' }
  expect(blockErrors([{ type: 'actions', elements: [twice, twice] }], 'message', '/blocks')).toEqual([
    'action_id "go" already exists [json-pointer:/blocks/0]',
  ])
  expect(blockErrors([actions(twice), actions(twice)], 'message', '/blocks')).toEqual([])
})

test('blocks and elements without a name are given one', () => {
  const [row] = readBlocks([actions(button)], 'message')
  expect(row?.block_id).toMatch(/^.{5}$/)
  expect(row?.type === 'actions' && row.elements[0]?.action_id).toMatch(/^.{5}$/)
})

test('a form needs a title, a way to submit what it asks, and short words on its frame', () => {
  const asks = input({ type: 'plain_text_input' })
  const modal = { type: 'modal', title: plain(24), submit: plain(24), close: plain(24), blocks: [asks] }
  expect(viewErrors({ ...modal, private_metadata: x(3000), callback_id: x(255) }, 'modal')).toEqual([])
  expect(viewErrors({ ...modal, submit: undefined }, 'modal')).toEqual([
    'missing required field: submit [json-pointer:/view]',
  ])
  expect(viewErrors({ type: 'modal', blocks: [] }, 'modal')).toEqual([
    'missing required field: title [json-pointer:/view]',
  ])
  for (const wrong of [{ title: plain(25) }, { private_metadata: x(3001) }, { callback_id: x(256) }])
    expect(viewErrors({ ...modal, ...wrong }, 'modal').join()).toContain('must be less than')
  expect(viewErrors({ ...modal, blocks: [{ type: 'header', text: plain(151) }] }, 'modal')).toEqual([
    'must be less than 151 characters [json-pointer:/view/blocks/0/text/text]',
  ])
  const heavy = many(99, () => ({ type: 'section', text: plain(2999) }))
  expect(() => readView({ ...modal, blocks: heavy }, 'modal')).toThrow('view_too_large')
})

test('whatever is sent as blocks is either refused with a reason or accepted, never a crash', () => {
  const kinds = fc.constantFrom(
    'section',
    'actions',
    'input',
    'context',
    'image',
    'rich_text',
    'table',
    'card',
  )
  const anything = fc.record(
    {
      type: kinds,
      text: fc.oneof(fc.constant(plain(3)), fc.jsonValue()),
      elements: fc.jsonValue(),
      element: fc.jsonValue(),
      accessory: fc.jsonValue(),
      rows: fc.jsonValue(),
      block_id: fc.jsonValue(),
    },
    { requiredKeys: ['type'] },
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(anything, fc.jsonValue()), { maxLength: 4 }), (blocks) => {
      const errors = blockErrors(blocks, 'message', '/blocks')
      if (errors.length === 0) expect(readBlocks(blocks, 'message')).toHaveLength(blocks.length)
      else for (const error of errors) expect(error).toMatch(/\[json-pointer:\/blocks/)
    }),
  )
})

test('a block that has lost its way of being printed is refused like any other', () => {
  expect(blockErrors([{ toString: false }], 'message', '/blocks')).toHaveLength(1)
})
