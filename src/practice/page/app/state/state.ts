import type { ConfirmationDialog } from '@slack/types'
import type { PageView, Snapshot, StateValues } from '../../protocol.ts'

export type World = Omit<Snapshot, 'type'>
export type ModalOnScreen = { view: PageView; depth: number; errors: Record<string, string> }
/** What fills the middle of the page. */
export type Place = { at: 'channel'; id: string } | { at: 'home' }
export type Notice = { id: number; text: string }

/** A confirm dialog waiting for its answer. */
export type Question = { confirm: ConfirmationDialog; answer: (yes: boolean) => void }

export type PageState = {
  link: 'opening' | 'live' | 'lost'
  as: string
  world: World | undefined
  place: Place | undefined
  thread: { channel: string; ts: string } | undefined
  modals: ModalOnScreen[]
  notices: Notice[]
  /** What has been typed and chosen so far, by surface (see `surfaceKey`). */
  values: Record<string, StateValues>
  /** The action each surface is waiting for, as `block_id/action_id`. */
  pending: Record<string, string>
  /** Where the "New" line stands, by channel: messages after this `ts` were unread on entering. */
  newFrom: Record<string, string>
  /** A message to scroll to and show for a moment: somebody followed a link to it. */
  spotlight: string | undefined
  /** The message that is being rewritten. */
  editing: string | undefined
  question: Question | undefined
  drawerOpen: boolean
  /** The window somebody opened from the page itself. */
  panel: 'switcher' | 'create' | undefined
}

export const emptyState: PageState = {
  link: 'opening',
  as: '',
  world: undefined,
  place: undefined,
  thread: undefined,
  modals: [],
  notices: [],
  values: {},
  pending: {},
  newFrom: {},
  spotlight: undefined,
  editing: undefined,
  question: undefined,
  drawerOpen: false,
  panel: undefined,
}
