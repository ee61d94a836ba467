import type { KnownBlock } from '@slack/types'
import { words } from './drill-views.ts'

const cell = (text: string) => ({ type: 'raw_text' as const, text })
const option = (text: string) => ({ text: words(text), value: text })

/** One of nearly everything Block Kit has, to look at. */
export const inventory: KnownBlock[] = [
  { type: 'header', text: words('Every block') },
  {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: '*bold* _italic_ ~struck~ `code` <https://example.com|a link> <@U0BOB> <#C0NONE|elsewhere> :tada:\n> quoted, on\n> two lines\n• one\n• two\n```kubectl get pods -n nqba\nnqba-worker-7d9f   0/1   CrashLoopBackOff```',
    },
  },
  { type: 'divider' },
  {
    type: 'actions',
    elements: [
      {
        type: 'multi_static_select',
        action_id: 'm',
        placeholder: words('Choose some'),
        options: [option('worker'), option('api'), option('cache')],
      },
      { type: 'users_select', action_id: 'u', placeholder: words('Who') },
      { type: 'channels_select', action_id: 'c', placeholder: words('Where') },
      { type: 'datepicker', action_id: 'd', initial_date: '2026-11-21' },
      { type: 'timepicker', action_id: 't', initial_time: '03:10' },
      { type: 'button', action_id: 'go', text: words('Dashboard'), url: 'https://example.com' },
    ],
  },
  {
    type: 'actions',
    elements: [
      {
        type: 'radio_buttons',
        action_id: 'r',
        options: [option('Dynex is down'), option('Our own network')],
      },
      { type: 'checkboxes', action_id: 'x', options: [option('Told support'), option('Told sales')] },
    ],
  },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Rich text, ' },
          { type: 'text', text: 'strong', style: { bold: true } },
          { type: 'text', text: ' and ' },
          { type: 'user', user_id: 'U0ANA' },
          { type: 'text', text: ' ' },
          { type: 'emoji', name: 'eyes' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'first' }] },
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'second' }] },
        ],
      },
      {
        type: 'rich_text_preformatted',
        elements: [{ type: 'text', text: 'HTTP/1.1 503 Service Unavailable' }],
      },
    ],
  },
  {
    type: 'table',
    rows: [
      [cell('Deployment'), cell('Ready'), cell('Restarts')],
      [cell('nqba-worker'), cell('0/3'), cell('14')],
      [cell('nqba-api'), cell('3/3'), cell('0')],
    ],
    column_settings: [{ align: 'left' }, { align: 'right' }, { align: 'right' }],
  },
  {
    type: 'markdown',
    text: '## What happened\n\n1. Dynex stopped answering at **03:07**.\n2. Jobs failed until the [fallback](https://example.com) was on.\n\n- [x] fallback on\n- [ ] tell customers\n\n| at | what |\n|---|---|\n| 03:07 | down |\n| 03:11 | fallback |',
  },
  {
    type: 'image',
    image_url: 'https://example.com/graph.png',
    alt_text: 'Error rate over the last hour',
    title: words('Error rate'),
  },
  {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'f',
        positive_button: { text: words('Helpful'), value: 'yes' },
        negative_button: { text: words('Not helpful'), value: 'no' },
      },
    ],
  },
]
