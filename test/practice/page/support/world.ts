import type { World } from '../../../../src/practice/page/app/state/state.ts'
import type { PageChannel, PageMessage, Snapshot } from '../../../../src/practice/page/protocol.ts'

export function channel(id: string, name: string, more: Partial<PageChannel> = {}): PageChannel {
  return {
    id,
    name,
    kind: 'channel',
    topic: '',
    purpose: '',
    archived: false,
    member: true,
    members: ['U1', 'U2'],
    bookmarks: [],
    pins: [],
    unread: 0,
    mentions: 0,
    readTo: '',
    ...more,
  }
}

export const message = (ts: string, more: Partial<PageMessage> = {}): PageMessage => ({
  ts,
  channel: 'C1',
  user: 'U2',
  text: `at ${ts}`,
  blocks: [],
  reactions: [],
  ...more,
})

const person = (id: string, name: string, realName: string) => ({
  id,
  name,
  realName,
  title: '',
  color: '#336699',
  isBot: false,
})

/** Two people, three channels, two commands. */
export const world: World = {
  me: 'U1',
  team: 'Practice workspace',
  bot: 'UB',
  people: [person('U1', 'ana', 'Ana Ortiz'), person('U2', 'bob', 'Bob Lind')],
  channels: [
    channel('C1', 'incidents'),
    channel('C2', 'inc-1-dynex', { unread: 2, mentions: 1, readTo: '10.0' }),
    channel('C3', 'old-dynex', { archived: true }),
  ],
  messages: { C1: [message('1.0')], C2: [] },
  commands: [
    { command: '/incident', description: 'Open an incident', usageHint: '<severity> <title>' },
    { command: '/handoff', description: 'Hand over', usageHint: '' },
  ],
  shortcuts: [],
  scenarios: [],
}

export const snapshot = (more: Partial<Snapshot> = {}): Snapshot => ({ type: 'snapshot', ...world, ...more })
