import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { BotProcess } from './process.ts'
import type { ProcessWorld } from './process-world.ts'

const watchCommits = path.join(import.meta.dirname, 'watch-commits.ts')

/** A moment at which the bot is killed: before or after a commit of its record, or a call that it makes. */
export type KillPoint = {
  when: 'before' | 'after'
  of: 'commit' | 'call'
  name: string
  nth: number
  /** The bot started after that is killed too, as it goes on: before or after a commit. */
  again?: `${'before' | 'after'} ${string}`
}

export const saysPoint = ({ when, of, name, nth, again }: KillPoint): string =>
  `${when} ${of} ${name} #${nth}${again ? `, then ${again}` : ''}`

/** Pods and the like have other names every time. */
const nameOf = (call: string) =>
  call
    .replace(/\/(pods|replicasets)\/[^/?]+/, '/$1/*')
    .replace(/(?<=\/nqba-[a-z]+)-[a-z0-9]{5,10}-[a-z0-9]{5}/, '-*')

/** A bot that tells its commits, and can be killed at one of them. */
export class Watched {
  readonly bot: BotProcess
  readonly #world: ProcessWorld
  readonly #orders: string
  #token = 0

  private constructor(world: ProcessWorld, bot: BotProcess, orders: string) {
    this.#world = world
    this.#orders = orders
    this.bot = bot
  }

  static async launch(world: ProcessWorld): Promise<Watched> {
    const orders = path.join(world.folder, `orders-${performance.now()}.json`)
    // As whatever keeps it running would: it gives up when Slack does not answer at once.
    for (let tries = 3; ; tries -= 1) {
      const bot = world.launch({ COMMIT_ORDERS: orders }, [watchCommits])
      if ((await bot.ready) !== undefined) return new Watched(world, bot, orders)
      if (tries === 1) throw new Error(`It did not start:\n${bot.log()}`)
    }
  }

  async #order(orders: object): Promise<string> {
    this.#token += 1
    await writeFile(this.#orders, JSON.stringify({ token: String(this.#token), ...orders }))
    this.bot.signal('SIGUSR2')
    const line = `watching ${this.#token}`
    await this.bot.told(line)
    return line
  }

  /** Every commit and every call from now until the answer is called, each before and after. */
  async record(): Promise<() => KillPoint[]> {
    const calls: string[] = []
    const stops = Object.values(this.#world.practice.faults).map((faults) =>
      faults.watch(({ call, when }) => when === 'before' && calls.push(nameOf(call))),
    )
    const line = await this.#order({})
    return () => {
      for (const stop of stops) stop()
      const lines = this.bot.log().split('\n')
      const commits = lines
        .slice(lines.indexOf(line))
        .flatMap((one) => (one.startsWith('commit ') ? [one.slice('commit '.length)] : []))
      return [...numbered('commit', commits), ...numbered('call', calls)]
    }
  }

  /** Kills it there, unless the answer is called before. */
  async arm({ when, of, name, nth }: KillPoint): Promise<() => Promise<void>> {
    if (of === 'commit') {
      await this.#order({ when, commit: name, nth })
      return async () => void (await this.#order({}))
    }
    const { bot } = this
    let seen = 0
    const stops = Object.values(this.#world.practice.faults).map((faults) =>
      faults.watch((moment) => {
        if (moment.when !== when || nameOf(moment.call) !== name) return
        seen += 1
        if (seen !== nth) return
        bot.signal('SIGKILL')
        // The server has the request already: it must not take effect.
        if (when === 'before') faults.order({ call: moment.call, fault: { kind: 'drop' }, times: 1 })
      }),
    )
    return async () => {
      for (const stop of stops) stop()
      // The signal may be on its way still.
      if (seen >= nth) await bot.ended
    }
  }
}

function numbered(of: KillPoint['of'], names: readonly string[]): KillPoint[] {
  const counts = new Map<string, number>()
  return names.flatMap((name) => {
    const nth = (counts.get(name) ?? 0) + 1
    counts.set(name, nth)
    return (['before', 'after'] as const).map((when) => ({ when, of, name, nth }))
  })
}
