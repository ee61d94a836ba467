import type { Puppet } from '../../src/practice/workspace/people/puppet.ts'
import type { Workspace } from '../../src/practice/workspace/workspace.ts'
import { elementNamed, holds, textOf } from './text-of.ts'

type Message = ReturnType<Puppet['messages']>[number]
type Values = Parameters<Puppet['submit']>[0]
/** `on`: words of the line the button belongs to, where several have the same. */
type Where = { in: string; on?: string }

/** Somebody in the workspace, as a test tells it: what they say, press and see. */
export class Person {
  readonly puppet: Puppet
  readonly #settle: () => Promise<void>

  constructor(name: string, workspace: Workspace, settle: () => Promise<void>) {
    this.puppet = workspace.as(name)
    this.#settle = settle
  }

  get id(): string {
    return this.puppet.id
  }

  /** Types a slash command; answers what they alone see next. */
  says(text: string, { in: channel = 'general' }: { in?: string } = {}): Promise<string> {
    return this.#hearing(text, () => this.puppet.command(channel, text))
  }

  async writes(channel: string, text: string, thread?: string): Promise<string> {
    const ts = await this.puppet.post(channel, text, thread)
    await this.#settle()
    return ts
  }

  /**
   * Presses the newest button, or chooses the newest option of a menu, of that name (its words or action id) in a
   * channel, private messages included; answers what they alone see next.
   */
  presses(button: string, where: Where): Promise<string> {
    return this.#hearing(button, () => this.puppet.act(this.#press(button, where)))
  }

  /** True while there is such a button to press. */
  maySee(button: string, where: Where): boolean {
    return this.#holder(button, where) !== undefined
  }

  /** Fills in the open form and sends it; answers what they alone see next. */
  submits(values: Values = {}): Promise<string> {
    return this.#hearing('The form was refused', () => this.puppet.submit(values))
  }

  /** Sends the open form; answers what is wrong with it, and the form stays open. */
  async submitsInVain(values: Values): Promise<string> {
    const answer = await this.puppet.submit(values)
    if (answer.ok) throw new Error('The form was accepted')
    await this.#settle()
    return answer.says
  }

  /** All words of the open form, what stands in its fields included. */
  form(): string {
    const { view } = this.puppet.modal()
    return `${textOf({ blocks: view })}\n${JSON.stringify(view.blocks)}`
  }

  /** Reacts to a message, with 📌 unless told otherwise. */
  async pins(channel: string, ts: string, reaction = 'pushpin'): Promise<void> {
    const answer = await this.puppet.react(channel, ts, reaction)
    if (!answer.ok) throw new Error(answer.says)
    await this.#settle()
  }

  /** Uses the message shortcut "Add to timeline". */
  keeps(channel: string, ts: string): Promise<string> {
    return this.#hearing('Add to timeline', () => this.puppet.shortcut('timeline.add', { channel, ts }))
  }

  /** Does something by hand that has no words of its own here: join, leave, edit, delete. */
  async does(what: (puppet: Puppet) => Promise<{ ok: boolean }>): Promise<void> {
    const answer = await what(this.puppet)
    if (!answer.ok) throw new Error(JSON.stringify(answer))
    await this.#settle()
  }

  /** All words of a channel, threads included. */
  sees(channel: string): string {
    return this.puppet.messages(channel).map(textOf).join('\n---\n')
  }

  /** What the bot wrote in a channel itself, not in threads. */
  posts(channel: string): Message[] {
    return this.puppet
      .messages(channel)
      .filter(({ botId, threadTs, ts, subtype }) => botId && !subtype && (!threadTs || threadTs === ts))
  }

  /** The first line of each of those. */
  heads(channel: string): string[] {
    return this.posts(channel).map((message) => textOf(message).split('\n')[0] ?? '')
  }

  /** The newest message that contains the words. */
  finds(channel: string, words: string): Message | undefined {
    return this.puppet.messages(channel).findLast((message) => textOf(message).includes(words))
  }

  /** What was shown to them alone, all of it: private answers, and the bot's direct messages. */
  hears(): string {
    return this.#toldAlone().map(textOf).join('\n---\n')
  }

  /** All words of their Home tab. */
  async home(): Promise<string> {
    await this.does((puppet) => puppet.openHome())
    return textOf({ blocks: this.puppet.home()?.blocks })
  }

  async #hearing(what: string, act: () => ReturnType<Puppet['act']>): Promise<string> {
    const before = new Set(this.#toldAlone())
    const answer = await act()
    if (!answer.ok) throw new Error(`${what}: ${answer.says}`)
    await this.#settle()
    const told = this.#toldAlone().filter((message) => !before.has(message))
    return told.map(textOf).join('\n')
  }

  /** Whispers, and what came into their direct messages. */
  #toldAlone(): Message[] {
    const direct = this.puppet.channels().filter(({ kind }) => kind === 'im')
    return [...this.puppet.ephemerals(), ...direct.flatMap(({ id }) => this.puppet.messages(id))]
  }

  #holder(button: string, { in: channel, on }: Where): Message | undefined {
    const { id } = this.puppet.channel(channel)
    return [...this.puppet.messages(id), ...this.puppet.ephemerals(id)].findLast((message) =>
      holds(message.blocks, button, on),
    )
  }

  #press(button: string, where: Where): Parameters<Puppet['act']>[0] {
    const message = this.#holder(button, where)
    const found = message && elementNamed(message.blocks, button, where.on)
    if (!message || !found) {
      const line = where.on ? ` on “${where.on}”` : ''
      throw new Error(`There is nothing called ${button}${line} in #${where.in}:\n${this.sees(where.in)}`)
    }
    return { act: 'click', in: { channel: message.channel, ts: message.ts }, action: found }
  }
}
