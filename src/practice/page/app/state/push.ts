import type { Push, Snapshot } from '../../protocol.ts'
import { closeThreadOn, withMessage, withoutMessage } from './messages.ts'
import type { PageState, Place, World } from './state.ts'
import { surfaceKey } from './surface-key.ts'

/** The channel to open when none is asked for: one with news first, else the first joined. */
function firstPlace(world: World): Place | undefined {
  const open = world.channels.filter((channel) => channel.member && !channel.archived)
  const rooms = open.filter((channel) => channel.kind !== 'im')
  const first = rooms.find((channel) => channel.mentions > 0) ?? rooms[0] ?? open[0]
  return first ? { at: 'channel', id: first.id } : undefined
}

/** Where somebody stands after a snapshot: where they stood, if they can be there. */
function placeIn(world: World, wanted: Place | undefined): Place | undefined {
  if (wanted?.at === 'home') return wanted
  const there = wanted && world.channels.some((channel) => channel.id === wanted.id && !channel.archived)
  return there ? wanted : firstPlace(world)
}

/** Marks where unread messages begin in the channel that is being entered. */
export function enter(state: PageState, place: Place): PageState {
  const entered = { ...state, place, drawerOpen: false, thread: undefined, spotlight: undefined }
  if (place.at !== 'channel') return entered
  const channel = state.world?.channels.find((one) => one.id === place.id)
  const newFrom = { ...state.newFrom }
  if (channel && channel.unread > 0) newFrom[place.id] = channel.readTo
  else delete newFrom[place.id]
  return { ...entered, newFrom }
}

function takeSnapshot(state: PageState, { type: _, ...world }: Snapshot): PageState {
  const samePerson = state.world?.me === world.me
  const place = placeIn(world, state.place)
  const next: PageState = {
    ...state,
    world,
    as: world.me,
    link: 'live',
    pending: {},
    // After a gap the open modals are told anew; a mere redraw leaves them as they stand.
    modals: samePerson && state.link === 'live' ? state.modals : [],
    values: samePerson ? state.values : {},
    newFrom: samePerson ? state.newFrom : {},
  }
  if (samePerson || !place) return { ...next, place }
  const open = state.thread && world.messages[state.thread.channel] ? state.thread : undefined
  return { ...enter(next, place), thread: open, spotlight: state.spotlight, drawerOpen: state.drawerOpen }
}

/** A button stops waiting once anything answers it. */
function settle(state: PageState, key?: string): PageState {
  if (Object.keys(state.pending).length === 0) return state
  if (key === undefined) return { ...state, pending: {} }
  const { [key]: _, ...pending } = state.pending
  return { ...state, pending }
}

/** A new message answers whoever waits in that channel; only a redraw answers elsewhere. */
function settleChannel(state: PageState, channel: string): PageState {
  const waiting = Object.keys(state.pending).find((key) => key.startsWith(`message:${channel}:`))
  return waiting ? settle(state, waiting) : state
}

let noticeCount = 0

export function withNotice(state: PageState, text: string): PageState {
  noticeCount += 1
  return { ...settle(state), notices: [...state.notices.slice(-2), { id: noticeCount, text }] }
}

function takeModal(state: PageState, push: Extract<Push, { type: 'modal' }>): PageState {
  const kept = state.modals.filter((modal) => modal.depth < push.depth && modal.view.id !== push.view.id)
  const modal = { view: push.view, depth: push.depth, errors: {} }
  return { ...settle(state), modals: [...kept, modal] }
}

function closeModal(state: PageState, viewId: string, all: boolean): PageState {
  const modals = all ? [] : state.modals.filter((modal) => modal.view.id !== viewId)
  const gone = state.modals.filter((modal) => !modals.includes(modal))
  const values = { ...state.values }
  for (const modal of gone) delete values[surfaceKey({ viewId: modal.view.id })]
  return { ...settle(state), modals, values }
}

function withWorld(state: PageState, change: (world: World) => World): PageState {
  return state.world ? { ...state, world: change(state.world) } : state
}

/** What the page shows after something happened in the workspace. Pure. */
export function applyPush(state: PageState, push: Push): PageState {
  switch (push.type) {
    case 'snapshot':
      return takeSnapshot(state, push)
    case 'channel':
      return withWorld(state, (world) => {
        const known = world.channels.some((one) => one.id === push.channel.id)
        const channels = known
          ? world.channels.map((one) => (one.id === push.channel.id ? push.channel : one))
          : [...world.channels, push.channel]
        return { ...world, channels }
      })
    case 'message':
      return withWorld(settleChannel(state, push.message.channel), (world) =>
        withMessage(world, push.message),
      )
    case 'message-changed': {
      const { channel, ts } = push.message
      const settled = settle(state, surfaceKey({ channel, ts }))
      return withWorld(settled, (world) => withMessage(world, push.message))
    }
    case 'message-deleted': {
      const { channel, ts } = push
      const settled = settle(state, surfaceKey({ channel, ts }))
      const closed = { ...settled, thread: closeThreadOn(state, channel, ts) }
      return withWorld(closed, (world) => withoutMessage(world, channel, ts))
    }
    case 'modal':
      return takeModal(state, push)
    case 'modal-closed':
      return closeModal(state, push.viewId, push.all)
    case 'modal-errors':
      return {
        ...settle(state),
        modals: state.modals.map((modal) =>
          modal.view.id === push.viewId ? { ...modal, errors: push.errors } : modal,
        ),
      }
    case 'home':
      return withWorld(settle(state, surfaceKey({ home: true })), (world) => ({ ...world, home: push.view }))
    case 'scenarios':
      return withWorld(state, (world) => ({ ...world, scenarios: push.scenarios }))
    case 'attention':
      return withWorld(state, (world) => ({ ...world, attention: push.attention }))
    case 'notice':
      return withNotice(state, push.text)
  }
}
