import type { ModalView, View } from '@slack/types'
import type { StateValues } from '../../page/protocol.ts'
import type { Changes } from './changes.ts'
import { type Ids, secret } from './ids.ts'
import { SlackError } from './slack-error.ts'

const DEPTH = 3

export type OpenView = {
  id: string
  user: string
  view: View
  hash: string
  rootId: string
  previousId?: string
  /** What was typed so far, as last heard from the person's client. */
  values: StateValues
}

/** Modals on people's screens, at most three on top of each other. */
export class Views {
  readonly #ids: Ids
  readonly #changes: Changes
  readonly #open = new Map<string, OpenView>()
  readonly #stacks = new Map<string, string[]>()

  constructor(ids: Ids, changes: Changes) {
    this.#ids = ids
    this.#changes = changes
  }

  stack(user: string): OpenView[] {
    return (this.#stacks.get(user) ?? []).flatMap((id) => this.#open.get(id) ?? [])
  }

  find(id: string): OpenView | undefined {
    return this.#open.get(id)
  }

  findExternal(externalId: string): OpenView | undefined {
    return [...this.#open.values()].find(({ view }) => view.external_id === externalId)
  }

  /** Takes the place of whatever modals the person has open. */
  open(user: string, view: ModalView): OpenView {
    for (const { id } of this.stack(user)) this.#open.delete(id)
    this.#stacks.set(user, [])
    return this.#place(user, view)
  }

  /** Throws `push_limit_reached` when three are open already. */
  push(user: string, view: ModalView): OpenView {
    if (this.stack(user).length >= DEPTH) throw new SlackError('push_limit_reached')
    return this.#place(user, view)
  }

  /** Throws `hash_conflict` when `hash` is given and is not the newest. */
  update(open: OpenView, view: View, hash?: string): void {
    if (hash !== undefined && hash !== open.hash) throw new SlackError('hash_conflict')
    this.#checkExternal(view, open.id)
    const kept = new Set(view.blocks.map(({ block_id }) => block_id))
    open.values = Object.fromEntries(Object.entries(open.values).filter(([block]) => kept.has(block)))
    open.view = view
    open.hash = this.#hash()
    this.#tell(open)
  }

  /** Closes one modal, showing the one beneath it, or all of them. Answers which were closed. */
  close(user: string, viewId: string, all: boolean): OpenView[] {
    const stack = this.stack(user)
    const place = stack.findIndex(({ id }) => id === viewId)
    if (place < 0) return []
    const closed = all ? stack : stack.slice(place)
    for (const { id } of closed) this.#open.delete(id)
    this.#stacks.set(
      user,
      stack.filter((one) => !closed.includes(one)).map(({ id }) => id),
    )
    this.#changes.tell({ kind: 'modal-closed', user, viewId, all })
    return closed
  }

  #place(user: string, view: ModalView): OpenView {
    this.#checkExternal(view)
    const below = this.stack(user)
    const id = this.#ids.next('V')
    const previous = below.at(-1)
    const open: OpenView = {
      id,
      user,
      view,
      hash: this.#hash(),
      rootId: below[0]?.id ?? id,
      values: {},
      ...(previous ? { previousId: previous.id } : {}),
    }
    this.#open.set(id, open)
    this.#stacks.set(user, [...below.map((one) => one.id), id])
    this.#tell(open)
    return open
  }

  #checkExternal(view: View, self?: string): void {
    const other = view.external_id ? this.findExternal(view.external_id) : undefined
    if (other && other.id !== self) throw new SlackError('duplicate_external_id')
  }

  #hash(): string {
    return `${this.#ids.seconds()}.${secret(4)}`
  }

  #tell(open: OpenView): void {
    const depth = this.stack(open.user).findIndex(({ id }) => id === open.id) + 1
    this.#changes.tell({ kind: 'modal', user: open.user, viewId: open.id, depth })
  }
}
