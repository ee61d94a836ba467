import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Incident } from '../../src/domain/incident.ts'
import type { IncidentEvent, TimelineEntry } from '../../src/domain/incident-event.ts'
import { createLog } from '../../src/log.ts'
import { type Muster, startMuster } from '../../src/muster.ts'
import { steppedClock } from '../../src/practice/control/clock.ts'
import { type Practice, startPractice } from '../../src/practice/practice.ts'
import { musterIn, worldOf } from '../../src/start-practice.ts'
import { Person } from './person.ts'
import { shippedPlaybooks } from './shipped-playbooks.ts'

/** Tuesday, ten past two in the morning. */
const start = Date.parse('2026-11-17T02:10:00.000Z')

export type World = {
  practice: Practice
  muster: Muster
  folder: string
  ana: Person
  bob: Person
  chen: Person
  dora: Person
  eli: Person
  /** Somebody else in the workspace, by name. */
  person(name: string): Person
  /** Time passes, `step` by step, and everything that falls due happens. */
  pass(ms: number, step?: number): Promise<void>
  /** Lets time pass until `look` finds something; gives up after five minutes of it, or `within`. */
  until<T>(
    look: () => T | undefined | false | Promise<T | undefined | false>,
    within?: { ms: number; step: number },
  ): Promise<T>
  /** Somebody else changes the cluster, past the bot: a merge patch of an object of the service. */
  patches(object: string, patch: object): Promise<void>
  /** Everything in hand is done; no time passes. */
  settle(): Promise<void>
  incident(id?: string): Promise<Incident>
  /** Somebody (Ana, unless told otherwise) declares; answers the room's name once it is furnished. */
  declares(words: string, by?: Person): Promise<string>
  timeline(id?: string): Promise<TimelineEntry[]>
  /** The types of all events so far. */
  story(id?: string): Promise<IncidentEvent['type'][]>
  happened(type: IncidentEvent['type'], id?: string): Promise<boolean>
  log(): string
  /** Stops the bot and starts it again on the same record. */
  restart(): Promise<void>
}

export type WorldOptions = {
  scenario?: string
  /** A folder; the shipped one of `services` when absent. */
  playbooks?: string
  /** What runs in the practice cluster; NQBA alone unless told otherwise. */
  services?: string[]
  /** Programs that declared commands may run. */
  programs?: readonly string[]
  /** Slack's rate limits, and the bot's pace with them. */
  paced?: boolean
  /** Changes the app's manifest before it is installed: scopes taken away, say. */
  manifest?: (manifest: unknown) => unknown
}

/** The whole bot with a workspace and a cluster, over real sockets; time moves only when told to. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { scenario, services = ['nqba'], paced = false } = options
  const folder = await mkdtemp(path.join(tmpdir(), 'muster-'))
  const playbooks = options.playbooks ?? (await shippedPlaybooks(path.join(folder, 'playbooks'), services))
  const clock = steppedClock(start)
  const given = options.playbooks ? await worldOf({ playbooks }) : await shippedWorld(playbooks, services)
  const practice = await startPractice({
    ...given,
    manifest: options.manifest ? options.manifest(given.manifest) : given.manifest,
    clock,
    services,
    rateLimits: paced,
    kubeconfigPath: path.join(folder, 'kubeconfig'),
  })
  const lines: string[] = []
  const launch = () =>
    startMuster({
      ...musterIn(practice),
      database: `sqlite:${path.join(folder, 'muster.db')}`,
      playbooks,
      data: folder,
      web: { port: 0 },
      ...(options.programs && { programs: { searchPath: '/usr/bin:/bin', allowed: options.programs } }),
      clock: { now: () => new Date(clock.now()), after: clock.after },
      log: createLog('info', { write: (line) => void lines.push(line) }),
      pace: paced,
      watch: false,
    })
  let muster = await launch()
  onTestFinished(async () => {
    await muster.stop()
    await practice.stop()
    await rm(folder, { recursive: true, force: true })
  })
  if (scenario) await practice.scenarios.set(scenario, true)

  const settle = async () => {
    await nextTurn()
    await muster.idle()
  }
  const pass = async (ms: number, step = 250) => {
    for (let left = ms; left > 0; left -= step) {
      clock.advance(Math.min(left, step))
      await settle()
    }
  }
  const world: World = {
    practice,
    get muster() {
      return muster
    },
    folder,
    ana: new Person('ana', practice.workspace, settle),
    bob: new Person('bob', practice.workspace, settle),
    chen: new Person('chen', practice.workspace, settle),
    dora: new Person('dora', practice.workspace, settle),
    eli: new Person('eli', practice.workspace, settle),
    person: (name) => new Person(name, practice.workspace, settle),
    pass,
    settle,
    async until(look, { ms, step } = { ms: 5 * 60_000, step: 250 }) {
      for (let passed = 0; passed < ms; passed += step) {
        await settle()
        const found = await look()
        if (found) return found
        clock.advance(step)
      }
      throw new Error(`It never came to that: ${look}\n${lines.slice(-20).join('')}`)
    },
    async patches(object, patch) {
      const { url, accounts } = practice.cluster
      const [kind = '', name = ''] = object.split('/')
      const group = kind === 'deployments' ? 'apis/apps/v1' : 'api/v1'
      const answer = await fetch(`${url}/${group}/namespaces/nqba-platform/${kind}/${name}`, {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${accounts[0]?.token}`,
          'content-type': 'application/merge-patch+json',
        },
        body: JSON.stringify(patch),
      })
      if (!answer.ok) throw new Error(await answer.text())
    },
    async incident(id = 'INC-1') {
      const loaded = await muster.core.store.load<Incident>(id.replace('INC-', 'incident-'))
      if (!loaded) throw new Error(`There is no ${id}`)
      return loaded.state
    },
    async declares(words, by = world.ana) {
      const before = await muster.core.store.list({ kind: 'incident', limit: 1 })
      const number = (before[0]?.number ?? 0) + 1
      const said = await by.says(`/incident ${words}`)
      const known = await muster.core.store.load<Incident>(`incident-${number}`)
      if (!known) throw new Error(`Nothing was declared: ${said}`)
      return (await world.until(async () => (await world.incident(`INC-${number}`)).channel)).name
    },
    story: async (id) => (await world.timeline(id)).map(({ event }) => event.type),
    timeline: (id = 'INC-1') => muster.core.store.timeline<IncidentEvent>(id.replace('INC-', 'incident-')),
    happened: async (type, id) => (await world.timeline(id)).some(({ event }) => event.type === type),
    log: () => lines.join(''),
    async restart() {
      await muster.stop()
      muster = await launch()
      await settle()
    },
  }
  return world
}

const shippedWorlds = new Map<string, ReturnType<typeof worldOf>>()

/** People and channels of the shipped playbooks, read once. */
function shippedWorld(playbooks: string, services: readonly string[]) {
  const known = shippedWorlds.get(services.join()) ?? worldOf({ playbooks })
  shippedWorlds.set(services.join(), known)
  return known
}

/** Lets what sockets have brought in be read. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))
