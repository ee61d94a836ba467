import type { KnownBlock, ModalView } from '@slack/types'
import type { Picture } from '../../../src/app/ports/chat.ts'
import { type PracticeClock, skewedClock } from '../../../src/practice/control/clock.ts'
import { Faults } from '../../../src/practice/control/faults.ts'
import {
  startWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from '../../../src/practice/workspace/workspace.ts'
import { createChat, type SlackChat } from '../../../src/slack/chat/chat.ts'
import { quiet } from './log.ts'

const scopes = [
  'app_mentions:read',
  'bookmarks:read',
  'bookmarks:write',
  'channels:history',
  'channels:join',
  'channels:manage',
  'channels:read',
  'chat:write',
  'commands',
  'im:history',
  'im:write',
  'pins:read',
  'pins:write',
  'reactions:read',
  'usergroups:read',
  'users:read',
  'users:read.email',
]

export const manifest = ({ without = [] }: { without?: string[] } = {}) => ({
  display_information: { name: 'Muster' },
  features: {
    bot_user: { display_name: 'Muster' },
    app_home: { home_tab_enabled: true },
    slash_commands: [{ command: '/incident', description: 'Open an incident' }],
  },
  oauth_config: { scopes: { bot: scopes.filter((scope) => !without.includes(scope)) } },
  settings: {
    event_subscriptions: { bot_events: ['reaction_added'] },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
})

const crowd = Array.from({ length: 130 }, (_, place) => ({
  id: `UC${String(place).padStart(3, '0')}`,
  name: `crowd${place}`,
  realName: `Crowd ${place}`,
  email: `crowd${place}@example.com`,
}))

/** A workspace with Ana, Bob, Cleo (who left) and a crowd; the bot is in no channel yet. */
export async function startPractice(options: Partial<WorkspaceOptions> & { clock?: PracticeClock } = {}) {
  const faults = new Faults()
  const workspace = await startWorkspace({
    clock: skewedClock(),
    faults,
    team: { name: 'Practice', domain: 'practice' },
    people: [
      { id: 'UANA', name: 'ana', realName: 'Ana Lima', email: 'ana@example.com', tz: 'Europe/Lisbon' },
      { id: 'UBOB', name: 'bob', realName: 'Bob Ito', email: 'bob@example.com' },
      { id: 'UCLEO', name: 'cleo', realName: 'Cleo Ray', email: 'cleo@example.com', deactivated: true },
      ...crowd,
    ],
    channels: [
      { name: 'general', members: ['UANA', 'UBOB'] },
      { name: 'incidents', members: ['UANA'] },
    ],
    userGroups: [{ id: 'S0NQBA', handle: 'nqba-oncall', name: 'NQBA on call', users: ['UANA', 'UBOB'] }],
    manifest: manifest(),
    ...options,
  })
  return { workspace, faults, [Symbol.asyncDispose]: () => workspace.stop() }
}

export const crowdIds = crowd.map(({ id }) => id)

export const words = (text: string): Picture => ({ of: 'words', text })

/** Draws words with a button below them. */
export const draw = (picture: Picture): { text: string; blocks: KnownBlock[] } => {
  const text = picture.of === 'words' ? picture.text : picture.of
  return {
    text,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: text.slice(0, 2900) } },
      {
        type: 'actions',
        block_id: 'go',
        elements: [{ type: 'button', action_id: 'step.done', text: { type: 'plain_text', text: 'Done' } }],
      },
    ],
  }
}

export const systemClock = { now: () => new Date(), after: () => () => {} }

export const startChat = (
  workspace: Workspace,
  options: Partial<Parameters<typeof createChat>[0]> = {},
): Promise<SlackChat> =>
  createChat({
    token: workspace.botToken,
    apiUrl: workspace.apiUrl,
    clock: systemClock,
    draw,
    log: quiet,
    ...options,
  })

export const modal = (title: string): ModalView => ({
  type: 'modal',
  callback_id: 'note',
  title: { type: 'plain_text', text: title },
  submit: { type: 'plain_text', text: 'Add' },
  blocks: [
    {
      type: 'input',
      block_id: 'text',
      label: { type: 'plain_text', text: 'Note' },
      element: { type: 'plain_text_input', action_id: 'text' },
    },
  ],
})

/** What a promise was refused with; fails when it was not. */
export const refusal = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => {
      throw new Error(`Nothing was refused: ${JSON.stringify(value)}`)
    },
    (error: unknown) => error,
  )
