import type { Puppet } from '../../src/practice/workspace/people/puppet.ts'
import type { Workspace } from '../../src/practice/workspace/workspace.ts'
import { textOf } from './text-of.ts'

type Message = ReturnType<Puppet['messages']>[number]

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
  async says(text: string, { in: channel = 'general' }: { in?: string } = {}): Promise<string> {
    const before = this.puppet.ephemerals().length
    const answer = await this.puppet.command(channel, text)
    if (!answer.ok) throw new Error(`${text}: ${answer.says}`)
    await this.#settle()
    return this.#newest(before)
  }

  async writes(channel: string, text: string): Promise<string> {
    const ts = await this.puppet.post(channel, text)
    await this.#settle()
    return ts
  }

  /** Presses the newest button of that name (its words or action id) in a channel; answers what they alone see. */
  async presses(button: string, { in: channel, value }: { in: string; value?: string }): Promise<string> {
    const before = this.puppet.ephemerals().length
    const message = [...this.puppet.messages(channel), ...this.puppet.ephemerals()].findLast((one) =>
      this.#has(one, button),
    )
    if (!message) throw new Error(`There is nothing called ${button} in #${channel}:\n${this.sees(channel)}`)
    const spot = { channel: message.channel, ts: message.ts }
    const answer = await this.puppet.click(spot, button, value)
    if (!answer.ok) throw new Error(`${button}: ${answer.says}`)
    await this.#settle()
    return this.#newest(before)
  }

  /** Fills in the open form and sends it. */
  async submits(values: Parameters<Puppet['submit']>[0]): Promise<void> {
    const answer = await this.puppet.submit(values)
    if (!answer.ok) throw new Error(`The form was refused: ${answer.says}`)
    await this.#settle()
  }

  /** All words of a channel, threads included. */
  sees(channel: string): string {
    return this.puppet.messages(channel).map(textOf).join('\n---\n')
  }

  /** The newest message that contains the words. */
  finds(channel: string, words: string): Message | undefined {
    return this.puppet.messages(channel).findLast((message) => textOf(message).includes(words))
  }

  /** What was shown to them alone, all of it. */
  hears(): string {
    return this.puppet.ephemerals().map(textOf).join('\n---\n')
  }

  #newest(before: number): string {
    return this.puppet.ephemerals().slice(before).map(textOf).join('\n')
  }

  #has(message: Message, button: string): boolean {
    const blocks = JSON.stringify(message.blocks ?? [])
    return (
      blocks.includes(`"action_id":${JSON.stringify(button)}`) ||
      blocks.includes(`"text":${JSON.stringify(button)}`)
    )
  }
}
