import { type KillPoint, saysPoint, Watched } from './kill-points.ts'
import { dieAgain } from './process-kill.ts'
import { auditOf, watchStory } from './process-record.ts'
import { botPosts, type Effects, marksOf, watchEffects } from './process-sights.ts'
import { type Ender, type ProcessWorld, startProcessWorld } from './process-world.ts'

/** A remediation to be killed again and again: how it is asked for the nth time, and what it changes each time. */
export type Victim = {
  name: string
  /** What Ana types in the incident's channel, once everything before is done. */
  asks(world: ProcessWorld, n: number): string | Promise<string>
  effects: Partial<Effects>
  /** Rewrites the service.yml of NQBA. */
  service?(text: string): string
  /** Made, without a kill, before it is asked for. */
  first?(n: number): string
}

/** `problems`: what a death led to that it must not, point by point. */
export type Outcome = { enumerated: number; killed: number; missed: string[]; problems: string[] }

/** Requests in one incident; then the next is declared. */
const perIncident = 8

/** Pods also go because others come. */
const wanted = (effects: Partial<Effects>, what: string): number | undefined =>
  Object.entries(effects).find(([name]) => name === what)?.[1] ?? (what === 'deletions' ? undefined : 0)

/** Enumerates where a remediation can be killed, then kills it at each of the chosen points, one after another. */
export class KillChain {
  readonly #world: ProcessWorld
  readonly #victim: Victim
  readonly #effects: ReturnType<typeof watchEffects>
  #watched: Watched
  readonly #story: ReturnType<typeof watchStory>
  #asked = 0
  #rounds = 0
  #room = ''

  private constructor(world: ProcessWorld, victim: Victim, watched: Watched) {
    this.#world = world
    this.#victim = victim
    this.#watched = watched
    this.#effects = watchEffects(world)
    this.#story = watchStory(world.record)
  }

  static async start(ender: Ender, victim: Victim): Promise<KillChain> {
    const { service = (text: string) => text } = victim
    const world = await startProcessWorld(ender, { service })
    return new KillChain(world, victim, await Watched.launch(world))
  }

  /** All points between the approval and the end, as a run without a kill passes them. */
  async enumerate(): Promise<KillPoint[]> {
    await this.#request()
    const stop = await this.#watched.record()
    await this.#approve()
    await this.#world.quiet()
    return stop()
  }

  async kill(points: readonly KillPoint[]): Promise<Outcome> {
    const outcome: Outcome = { enumerated: 0, killed: 0, missed: [], problems: [] }
    for (const point of points) {
      const { killed, problems } = await this.#die(point)
      if (killed) outcome.killed += 1
      else outcome.missed.push(saysPoint(point))
      outcome.problems.push(...problems.map((one) => `${saysPoint(point)}: ${one}`))
    }
    const audit = await auditOf(this.#world.record)
    if (audit.code !== 0) outcome.problems.push(audit.says)
    return outcome
  }

  async #die(point: KillPoint): Promise<{ killed: boolean; problems: string[] }> {
    const { quiet } = this.#world
    const id = await this.#request()
    const before = { ...this.#effects.seen }
    const disarm = await this.#watched.arm(point)
    let killed = false
    void this.#watched.bot.ended.then(() => {
      killed = true
    })
    const acknowledged = await this.#approve()
    await this.#world.until(() => killed || this.#story.of(id).at(-1) === 'remediation-verified')
    await quiet(() => killed)
    await disarm()
    if (killed) {
      if (point.again) await dieAgain(this.#world, point.again)
      this.#watched = await Watched.launch(this.#world)
      await quiet()
    }
    // Told that Muster did not respond, and nothing came of it: he presses once more.
    if (!acknowledged && !this.#story.of(id).includes('remediation-approved')) {
      await this.#approve()
      await quiet()
    }
    return { killed, problems: await this.#judge(id, before, point.again ? 2 : 1) }
  }

  async #judge(id: string, before: Effects, deaths: number): Promise<string[]> {
    const problems: string[] = []
    const story = this.#story.of(id)
    const once = story.filter((type) => type !== 'remediation-started').join(', ')
    const whole = ['planned', 'approved', 'applied', 'verified'].map((one) => `remediation-${one}`).join(', ')
    if (once !== whole) problems.push(`its story is ${story.join(', ')}`)
    const starts = story.filter((type) => type === 'remediation-started').length
    if (starts < 1 || starts > deaths + 1) problems.push(`it was begun ${starts} times`)
    for (const [what, count] of Object.entries(this.#effects.since(before))) {
      const expected = wanted(this.#victim.effects, what)
      if (expected !== undefined && count !== expected)
        problems.push(`${what}: ${count} times, not ${expected}`)
    }
    const marks = marksOf(botPosts(this.#world, this.#room))
    const twice = marks.filter((mark, n) => marks.indexOf(mark) !== n)
    if (twice.length > 0) problems.push(`posted twice: ${twice.join(', ')}`)
    if (!marks.includes(`approval/${id}`)) problems.push('its request is not to be seen')
    return problems
  }

  /** Asks for it, and answers its id. */
  async #request(): Promise<string> {
    const { quiet } = this.#world
    const { first, asks } = this.#victim
    const n = this.#rounds++
    if (first) {
      await this.#plan(`/incident fix ${first(n)}`)
      await this.#approve()
      await quiet()
    }
    return this.#plan(await asks(this.#world, n))
  }

  async #plan(words: string): Promise<string> {
    const { ana, quiet } = this.#world
    if (this.#asked % perIncident === 0) {
      await ana.says('/incident p1 nqba Results come late')
      await quiet()
      this.#room = `inc-${this.#asked / perIncident + 1}-results-come-late`
    }
    this.#asked += 1
    const heard = await ana.says(words, { in: this.#room })
    await quiet()
    const number = Math.ceil(this.#asked / perIncident)
    const id = `inc-${number}-fix-${((this.#asked - 1) % perIncident) + 1}`
    if (this.#story.of(id).length === 0) throw new Error(`${words} made no plan: ${heard || ana.hears()}`)
    return id
  }

  #approve(): Promise<boolean> {
    return this.#world.bob.presses('remediation.approve', { in: this.#room }).then(
      () => true,
      () => false,
    )
  }
}
