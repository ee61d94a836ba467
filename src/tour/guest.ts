import type { Puppet } from '../practice/workspace/people/puppet.ts'
import type { Workspace } from '../practice/workspace/workspace.ts'
import { beside } from './beside.ts'
import { byField, type Values } from './by-field.ts'
import { wordsOf } from './words-of.ts'

type Message = ReturnType<Puppet['messages']>[number]

/** Longer than a rollout with its verification takes. */
const patienceMs = 60_000
const glimpse = 6

/** Somebody of the tour. Knows no more than what a person reads on the page. */
export class Guest {
  readonly id: string
  readonly #puppet: Puppet
  readonly #workspace: Workspace

  constructor(name: string, workspace: Workspace) {
    this.#workspace = workspace
    this.#puppet = workspace.as(name)
    this.id = this.#puppet.id
  }

  async types(channel: string, line: string): Promise<void> {
    this.#expect(await this.#puppet.command(channel, line), line)
  }

  async writes(channel: string, text: string): Promise<string> {
    return this.#puppet.post(channel, text)
  }

  /** Waits for a message that holds all the words; answers everything it says. */
  async sees(channel: string, ...words: string[]): Promise<string> {
    const found = await this.#until(
      () => this.#puppet.messages(channel).findLast((one) => holds(one, words)),
      () => `#${channel} to say “${words.join('” and “')}”`,
      () => this.#puppet.messages(channel),
    )
    return wordsOf(found)
  }

  /** Waits for a private answer that was not there `since`. */
  async hears(since: number, ...words: string[]): Promise<string> {
    const found = await this.#until(
      () =>
        this.#puppet
          .ephemerals()
          .slice(since)
          .findLast((one) => holds(one, words)),
      () => `a private answer with “${words.join('” and “')}”`,
      () => this.#puppet.ephemerals(),
    )
    return wordsOf(found)
  }

  /** How many private answers there have been. */
  get heard(): number {
    return this.#puppet.ephemerals().length
  }

  /** Presses the first button of that name in the newest message that has it and holds the words. */
  async presses(channel: string, button: string, ...words: string[]): Promise<void> {
    const { ts } = await this.#until(
      () => this.#puppet.messages(channel).findLast((one) => offers(one, button) && holds(one, words)),
      () => `a button “${button}” in #${channel}`,
      () => this.#puppet.messages(channel),
    )
    this.#expect(await this.#puppet.click({ channel: this.#puppet.channel(channel).id, ts }, button), button)
  }

  /** Chooses what stands beside or below a line: a button's words, or those of a menu's option. */
  async chooses(channel: string, line: string, choice: string): Promise<void> {
    const { place, action } = await this.#until(
      () => {
        for (const one of this.#puppet.messages(channel).toReversed()) {
          const action = beside(one.blocks, line, choice)
          if (action) return { place: { channel: one.channel, ts: one.ts }, action }
        }
        return undefined
      },
      () => `“${choice}” at “${line}” in #${channel}`,
      () => this.#puppet.messages(channel),
    )
    this.#expect(await this.#puppet.act({ act: 'click', in: place, action }), choice)
  }

  /** Waits for a form that holds the words; answers everything it says. */
  async reads(...words: string[]): Promise<string> {
    return this.#until(
      () => {
        const form = this.#puppet.modals().at(-1)?.view
        const said = form && wordsOf({ text: '', blocks: form.blocks })
        return said && words.every((one) => said.includes(one)) && said
      },
      () => `a form${words.length > 0 ? ` that says “${words.join('” and “')}”` : ''}`,
      () => this.#puppet.ephemerals(),
    )
  }

  /** Fills in the form that opens, by its fields' names or the words above them, and sends it. */
  async fills(values: Values): Promise<void> {
    await this.reads()
    const { blocks } = this.#puppet.modal().view
    this.#expect(await this.#puppet.submit(byField(blocks, values)), 'the form')
  }

  /** Waits for the channel whose name begins so, and answers the whole name. */
  async entersChannel(beginning: string): Promise<string> {
    const found = await this.#until(
      () =>
        this.#puppet
          .channels()
          .find(({ name, members }) => name.startsWith(beginning) && members.includes(this.id)),
      () => `to be invited to #${beginning}…`,
      () => [],
    )
    return found.name
  }

  /** Waits until something is pinned in a channel. */
  async seesPinned(channel: string): Promise<void> {
    await this.#until(
      () => this.#puppet.channel(channel).pins.length > 0,
      () => `something pinned in #${channel}`,
      () => this.#puppet.messages(channel),
    )
  }

  #expect(answer: { ok: boolean; says?: string }, what: string): void {
    if (!answer.ok) throw new Error(`${what} was refused: ${answer.says}`)
  }

  async #until<Found>(
    look: () => Found | undefined | false,
    what: () => string,
    around: () => Message[],
  ): Promise<Found> {
    const end = performance.now() + patienceMs
    for (;;) {
      try {
        return await this.#workspace.until(look)
      } catch (error) {
        look() // What is wrong with looking itself is no matter of patience.
        if (performance.now() < end) continue
        const seen = around().slice(-glimpse).map(wordsOf).join('\n---\n')
        throw new Error(`Waited for ${what()}. What was seen instead:\n${seen || 'nothing'}`, {
          cause: error,
        })
      }
    }
  }
}

const holds = (message: Message, words: string[]) => words.every((one) => wordsOf(message).includes(one))

const offers = (message: Message, button: string) =>
  JSON.stringify(message.blocks).includes(`"text":${JSON.stringify(button)}`)
