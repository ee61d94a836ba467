import type { KnownBlock, ModalView, PlainTextElement } from '@slack/types'

export const words = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: true })
const option = (text: string, value: string) => ({ text: words(text), value })
const severities = [
  option('P0 · everything is down', 'p0'),
  option('P1 · badly degraded', 'p1'),
  option('P2 · degraded', 'p2'),
]

/** The card of an incident, before and after somebody acknowledged it. */
export function card(title: string, commander: string, acknowledged: boolean): KnownBlock[] {
  const since = Math.floor(Date.now() / 1000) - 260
  return [
    { type: 'header', text: words(`:rotating_light: P0 ${title}`) },
    {
      type: 'section',
      fields: [
        {
          type: 'mrkdwn',
          text: `*Status*\n${acknowledged ? ':large_green_circle: acknowledged' : ':red_circle: declared'}`,
        },
        { type: 'mrkdwn', text: `*Commander*\n<@${commander}>` },
        { type: 'mrkdwn', text: '*Service*\n`nqba`' },
        { type: 'mrkdwn', text: `*Declared*\n<!date^${since}^{time} ({ago})|then>` },
      ],
    },
    {
      type: 'context',
      elements: [
        {
          type: 'mrkdwn',
          text: 'INC-42 · phase *Immediate response* · 3 of 5 minutes left · next: _Route jobs to the classical solvers_',
        },
      ],
    },
    {
      type: 'actions',
      block_id: 'card',
      elements: [
        ...(acknowledged
          ? []
          : [
              {
                type: 'button' as const,
                action_id: 'ack',
                text: words('Acknowledge'),
                style: 'primary' as const,
                value: commander,
              },
            ]),
        { type: 'button', action_id: 'update', text: words('Post an update') },
        { type: 'static_select', action_id: 'severity', placeholder: words('Severity'), options: severities },
        {
          type: 'button',
          action_id: 'resolve',
          style: 'danger',
          text: words('Resolve'),
          confirm: {
            title: words('Resolve INC-42?'),
            text: { type: 'mrkdwn', text: 'The post-mortem is written and the channel told.' },
            confirm: words('Resolve'),
            deny: words('Not yet'),
            style: 'danger',
          },
        },
        {
          type: 'overflow',
          action_id: 'more',
          options: [option('Timeline', 'timeline'), option('Run another playbook', 'run')],
        },
      ],
    },
  ]
}

/** The steps of a phase, one line each. */
export function phase(): KnownBlock[] {
  return [
    { type: 'section', text: { type: 'mrkdwn', text: '*1 · Immediate response*  `3:12 of 5:00`' } },
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: ':x: *Does Dynex answer?*\n503 from `https://dynex.co/api/health`, three times in 10 s',
      },
      accessory: { type: 'button', action_id: 'again', text: words('Check again') },
    },
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: ':hourglass_flowing_sand: *Route jobs to the classical solvers*\n`QUANTUM_FALLBACK_ENABLED` false → true, then restart `nqba-worker`',
      },
      accessory: { type: 'button', action_id: 'approve', style: 'primary', text: words('Approve') },
    },
    {
      type: 'section',
      text: { type: 'mrkdwn', text: ':white_large_square: *Mark quantum services degraded*' },
      accessory: { type: 'button', action_id: 'tell', text: words('Edit and send') },
    },
    {
      type: 'context',
      elements: [
        {
          type: 'mrkdwn',
          text: ':white_check_mark: <@U0ANA> took command · 2 checks ran by themselves · <https://example.com/runbook|runbook>',
        },
      ],
    },
  ]
}

export const declareForm: ModalView = {
  type: 'modal',
  callback_id: 'declare',
  title: words('Declare an incident'),
  submit: words('Declare'),
  close: words('Cancel'),
  blocks: [
    {
      type: 'input',
      block_id: 'title',
      label: words('What is broken?'),
      hint: words('As you would say it to a colleague.'),
      element: { type: 'plain_text_input', action_id: 'value', placeholder: words('Dynex is down') },
    },
    {
      type: 'input',
      block_id: 'severity',
      label: words('Severity'),
      element: {
        type: 'static_select',
        action_id: 'value',
        options: severities,
        placeholder: words('How bad is it?'),
      },
    },
    {
      type: 'input',
      block_id: 'commander',
      label: words('Commander'),
      element: { type: 'users_select', action_id: 'value', initial_user: 'U0ANA' },
    },
    {
      type: 'input',
      block_id: 'also',
      optional: true,
      label: words('Bring in'),
      element: { type: 'multi_users_select', action_id: 'value', placeholder: words('Responders') },
    },
    {
      type: 'input',
      block_id: 'quiet',
      optional: true,
      label: words('Options'),
      element: {
        type: 'checkboxes',
        action_id: 'value',
        options: [
          {
            ...option('Do not announce yet', 'quiet'),
            description: words('Only this channel knows, until the first update.'),
          },
        ],
      },
    },
    {
      type: 'input',
      block_id: 'notes',
      optional: true,
      label: words('Notes'),
      element: { type: 'plain_text_input', action_id: 'value', multiline: true },
    },
  ],
}
