import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Practice, startPractice } from '../../src/practice/practice.ts'
import { worldOf } from '../../src/start-practice.ts'
import { Person } from './person.ts'
import { type BotProcess, startProcess } from './process.ts'
import { overHttp } from './process-http.ts'
import { watchWork } from './process-record.ts'
import { outagePlaybook } from './shipped-playbooks.ts'

export type ProcessWorld = {
  practice: Practice
  folder: string
  /** The record's file. */
  record: string
  /** What an operator sets, so that the bot finds these servers; nothing says that they are practice. */
  env: Record<string, string>
  ana: Person
  bob: Person
  /** Somebody else in the workspace, by name. */
  person(name: string): Person
  /** Starts the bot; killed at the test's end at the latest. */
  launch(more?: Record<string, string>, preload?: string[]): BotProcess
  /** Looks again and again until it finds something. */
  until<T>(look: () => T | undefined | false | Promise<T | undefined | false>): Promise<T>
  /** The bot has nothing left to do, or it is over with it. */
  quiet(isOver?: () => boolean): Promise<void>
}

/** A test's context, or whoever else does what must be done at the end. */
export type Ender = { onTestFinished(stop: () => Promise<void>): void }

const longestMs = 30_000

export type ProcessWorldOptions = {
  scenario?: string
  requestUrl?: string
  /** Rewrites the service.yml of NQBA. */
  service?: (text: string) => string
}

/** Servers that a bot in another process works with, and what it is told about them. With `requestUrl`, over HTTP. */
export async function startProcessWorld(
  { onTestFinished }: Ender,
  { scenario, requestUrl, service }: ProcessWorldOptions = {},
): Promise<ProcessWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), 'muster-e2e-'))
  const playbooks = await outagePlaybook(path.join(folder, 'playbooks'))
  if (service) {
    const file = path.join(playbooks, 'nqba/service.yml')
    await writeFile(file, service(await readFile(file, 'utf8')))
  }
  const given = await worldOf({ playbooks })
  const practice = await startPractice({
    ...given,
    manifest: requestUrl ? overHttp(given.manifest, requestUrl) : given.manifest,
    services: ['nqba'],
    rateLimits: false,
    kubeconfigPath: path.join(folder, 'kubeconfig'),
  })
  if (scenario) await practice.scenarios.set(scenario, true)
  const { workspace, cluster, internet } = practice
  const ca = path.join(folder, 'ca.pem')
  await writeFile(ca, internet.caPem)
  const record = path.join(folder, 'muster.db')
  const env = {
    SLACK_API_URL: workspace.apiUrl,
    SLACK_BOT_TOKEN: workspace.botToken,
    ...(requestUrl
      ? { SLACK_SIGNING_SECRET: workspace.signingSecret, PORT: new URL(requestUrl).port }
      : { SLACK_APP_TOKEN: workspace.appToken }),
    KUBECONFIG: cluster.kubeconfigPath,
    DATABASE_URL: `sqlite:${record}`,
    MUSTER_DATA: folder,
    MUSTER_PLAYBOOKS: playbooks,
    MUSTER_WEB_PORT: '0',
    MUSTER_HTTP_PROXY: internet.proxyUrl,
    MUSTER_HTTP_CA: ca,
  }
  const bots: BotProcess[] = []
  const work = watchWork(record)
  onTestFinished(async () => {
    for (const bot of bots) bot.signal('SIGKILL')
    await Promise.all(bots.map(({ ended }) => ended))
    work.close()
    await practice.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const until: ProcessWorld['until'] = async (look) => {
    for (const giveUpAt = performance.now() + longestMs; performance.now() < giveUpAt; ) {
      const found = await look()
      if (found) return found
      await pause(25)
    }
    const logs = bots.map((bot) => bot.log()).join('\n--- started again\n')
    throw new Error(`It never came to that: ${look}\nStill to do: ${work.says()}\n${logs}`)
  }
  const person = (name: string) => new Person(name, workspace, async () => {})
  return {
    practice,
    folder,
    record,
    env,
    ana: person('ana'),
    bob: person('bob'),
    person,
    launch(more = {}, preload = []) {
      const bot = startProcess({ ...env, ...more }, preload)
      bots.push(bot)
      return bot
    },
    until,
    async quiet(isOver = () => false) {
      // What the bot did last may come back to it as an event: quiet is quiet several times.
      let calm = 0
      await until(() => {
        calm = work.left() === 0 ? calm + 1 : 0
        return calm > 3 || isOver()
      })
    },
  }
}

/** One start a run that ends in order: it leaves compiled modules behind for those that will be killed. */
export async function warmUp(): Promise<void> {
  // One process runs all test files, or starts those that do.
  const done = path.join(tmpdir(), `muster-warm-${process.ppid}`)
  if (existsSync(done)) return
  const stops: (() => Promise<void>)[] = []
  const { launch, ana, quiet } = await startProcessWorld({
    onTestFinished: (stop) => void stops.push(stop),
  })
  const room = 'inc-1-dynex-is-down'
  const bot = launch()
  await bot.ready
  await ana.says('/incident p0 nqba Dynex is down')
  await quiet()
  await ana.presses('step.fix', { in: room })
  await quiet()
  bot.signal('SIGTERM')
  await bot.ended
  for (const stop of stops) await stop()
  await writeFile(done, '')
}
