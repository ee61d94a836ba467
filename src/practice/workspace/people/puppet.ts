import type { Act, ActAnswer } from '../../page/protocol.ts'
import { type Element, holders } from '../blocks/interactive.ts'
import { fileOf } from '../team/files.ts'
import { messagesIn } from '../team/find.ts'
import type { Channel, Message, Person } from '../team/state.ts'
import type { Team } from '../team/team.ts'
import type { OpenView } from '../team/views.ts'
import { filled, idIn, type Said, spelled } from './shorthand.ts'

type Spot = { channel: string; ts: string } | { viewId: string } | { home: true }

/** A person whom a program plays. Channels are named or given by id. */
export class Puppet {
  readonly id: string
  readonly #team: Team
  readonly #act: (what: Act) => Promise<ActAnswer>
  readonly #notices: string[] = []

  constructor(team: Team, person: Person, act: (what: Act) => Promise<ActAnswer>) {
    this.id = person.id
    this.#team = team
    this.#act = act
    team.changes.listen((change) => {
      if (change.kind === 'notice' && change.user === person.id) this.#notices.push(change.text)
    })
  }

  act(what: Act): Promise<ActAnswer> {
    return this.#act(what)
  }

  /** Settles when the app acknowledged, or did not in three seconds. */
  command(channel: string, text: string): Promise<ActAnswer> {
    return this.#act({ act: 'command', channel: this.channel(channel).id, text })
  }

  /** Answers the new message's `ts`; throws when it was refused. */
  async post(channel: string, text: string, threadTs?: string): Promise<string> {
    const { id } = this.channel(channel)
    const thread = threadTs ? { threadTs } : {}
    const answer = await this.#act({ act: 'post', channel: id, text, ...thread })
    const posted = this.messages(id).at(-1)
    if (!answer.ok || !posted) throw new Error(`Not posted: ${JSON.stringify(answer)}`)
    return posted.ts
  }

  /** Uses an element, found by its action id or the words on it; `value` is what is chosen. */
  click(spot: Spot, element: string, value?: Said): Promise<ActAnswer> {
    const { blockId, element: found } = this.#find(spot, element)
    const action = {
      type: found.type,
      action_id: found.action_id,
      block_id: blockId,
      ...(value === undefined ? {} : spelled(found, value)),
    }
    return this.#act({ act: 'click', in: spot, action })
  }

  /** Fills in the topmost modal, by block id or action id, and submits it. */
  submit(values: Record<string, Said> = {}): Promise<ActAnswer> {
    const { id, view } = this.modal()
    return this.#act({ act: 'submit', viewId: id, values: filled(view.blocks, values) })
  }

  /** Chooses a file for a form; answers what a `file_input` is filled with, as `{ runbook: await choose(…) }`. */
  async choose(name: string, content: string | Uint8Array): Promise<string[]> {
    const answer = await this.#act({
      act: 'choose-file',
      name,
      content: Buffer.from(content).toString('base64'),
    })
    if (!answer.ok) throw new Error(answer.says)
    return [idIn(answer.value)]
  }

  closeModal(): Promise<ActAnswer> {
    return this.#act({ act: 'close', viewId: this.modal().id })
  }

  react(channel: string, ts: string, name: string, on = true): Promise<ActAnswer> {
    return this.#act({ act: 'react', channel: this.channel(channel).id, ts, name, on })
  }

  edit(channel: string, ts: string, text: string): Promise<ActAnswer> {
    return this.#act({ act: 'edit', channel: this.channel(channel).id, ts, text })
  }

  delete(channel: string, ts: string): Promise<ActAnswer> {
    return this.#act({ act: 'delete', channel: this.channel(channel).id, ts })
  }

  shortcut(callbackId: string, on?: { channel: string; ts: string }): Promise<ActAnswer> {
    const place = on ? { channel: this.channel(on.channel).id, ts: on.ts } : {}
    return this.#act({ act: 'shortcut', callbackId, ...place })
  }

  openHome(): Promise<ActAnswer> {
    return this.#act({ act: 'home' })
  }

  join(channel: string): Promise<ActAnswer> {
    return this.#act({ act: 'join', channel: this.channel(channel).id })
  }

  leave(channel: string): Promise<ActAnswer> {
    return this.#act({ act: 'leave', channel: this.channel(channel).id })
  }

  /** Channels this person may see. */
  channels(): Channel[] {
    return this.#team.state.channels.filter(
      ({ kind, members }) => kind === 'channel' || members.includes(this.id),
    )
  }

  /** Throws when there is none of that name or id. */
  channel(nameOrId: string): Channel {
    const found = this.channels().find(({ id, name }) => id === nameOrId || name === nameOrId)
    if (!found) throw new Error(`${this.id} sees no channel ${nameOrId}`)
    return found
  }

  /** What stands in a channel, threads included, oldest first; empty when there is no such channel. */
  messages(channel: string): Message[] {
    const found = this.channels().find(({ id, name }) => id === channel || name === channel)
    return found ? messagesIn(this.#team, found.id) : []
  }

  /** The files of a message, read as text. */
  files({ files = [] }: Message): { name: string; text: string }[] {
    return files.map((id) => {
      const { name, content } = fileOf(this.#team, id)
      return { name, text: Buffer.from(content, 'base64').toString() }
    })
  }

  /** What was shown to this person alone. */
  ephemerals(channel?: string): Message[] {
    const all = this.#team.ephemerals.get(this.id) ?? []
    return channel ? all.filter((message) => message.channel === this.channel(channel).id) : all
  }

  /** What Slack itself told this person: unknown command, app did not respond, … */
  notices(): readonly string[] {
    return this.#notices
  }

  /** Open modals, topmost last. */
  modals(): OpenView[] {
    return this.#team.views.stack(this.id)
  }

  /** The topmost modal; throws when none is open. */
  modal(): OpenView {
    const top = this.modals().at(-1)
    if (!top) throw new Error(`${this.id} has no modal open`)
    return top
  }

  home() {
    return this.#team.state.homes[this.id]
  }

  #find(spot: Spot, wanted: string): { blockId: string; element: Element } {
    const all = holders(this.#blocks(spot)).flatMap(({ blockId, elements }) =>
      elements.map((element) => ({ blockId, element })),
    )
    const worded = JSON.stringify(wanted)
    const found =
      all.find(({ element }) => element.action_id === wanted) ??
      all.find(({ element }) => JSON.stringify(element.text)?.includes(`"text":${worded}`))
    if (!found) throw new Error(`There is no element ${wanted}`)
    return found
  }

  #blocks(spot: Spot): unknown {
    if ('home' in spot) return this.home()?.blocks
    if ('viewId' in spot) return this.#team.views.find(spot.viewId)?.view.blocks
    const seen = [...this.ephemerals(), ...this.messages(spot.channel)]
    return seen.find(({ ts }) => ts === spot.ts)?.blocks
  }
}
