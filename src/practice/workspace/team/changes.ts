import type { View } from '@slack/types'
import type { Channel, Message, Person, SharedFile } from './state.ts'

type InChannel<Kind extends string> = { kind: Kind; channel: Channel; user: string }

/** Whatever happened in the workspace. The live page and the app's events both follow it. */
export type Change =
  | { kind: 'message'; message: Message }
  | { kind: 'message-changed'; message: Message; previous: Message }
  | { kind: 'message-deleted'; message: Message }
  /** The message looks different (pin, reply count), though nobody edited it. */
  | { kind: 'message-redrawn'; message: Message }
  | { kind: 'ephemeral'; to: string; message: Message; replaces?: string }
  | { kind: 'ephemeral-deleted'; to: string; channel: string; ts: string }
  | { kind: 'reaction'; on: boolean; name: string; user: string; message: Message }
  | { kind: 'pin'; on: boolean; user: string; message: Message; channel: Channel }
  | { kind: 'bookmark'; channel: Channel }
  | { kind: 'direct-opened'; channel: Channel }
  | (InChannel<'member-joined'> & { inviter?: string })
  | InChannel<'member-left'>
  | InChannel<'channel-created'>
  | InChannel<'channel-archived'>
  | InChannel<'channel-unarchived'>
  | (InChannel<'channel-renamed'> & { oldName: string })
  | InChannel<'channel-described'>
  | { kind: 'read'; user: string; channel: Channel }
  | { kind: 'file-shared'; file: SharedFile; channel: string; user: string }
  | { kind: 'person-joined'; person: Person }
  | { kind: 'person-changed'; person: Person }
  | { kind: 'home-opened'; user: string; channel: Channel; view?: View }
  | { kind: 'home'; user: string; view: View }
  | { kind: 'modal'; user: string; viewId: string; depth: number }
  | { kind: 'modal-closed'; user: string; viewId: string; all: boolean }
  | { kind: 'modal-errors'; user: string; viewId: string; errors: Record<string, string> }
  | { kind: 'notice'; user: string; text: string }

export class Changes {
  readonly #listeners = new Set<(change: Change) => void>()

  /** The answer stops the listening. */
  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(change: Change): void {
    for (const listener of this.#listeners) listener(change)
  }
}
