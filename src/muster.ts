import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { openStore } from '../db/store.ts'
import type { Core } from './app/core.ts'
import { createDirectory } from './app/directory.ts'
import { inTurns } from './app/in-turn.ts'
import { jobSource } from './app/jobs/jobs.ts'
import { outboxSource } from './app/outbox/outbox.ts'
import { tellOwners } from './app/owners.ts'
import type { Clock } from './app/ports/clock.ts'
import type { Problem } from './app/ports/library.ts'
import { startPump } from './app/pump.ts'
import { checks } from './checks/index.ts'
import { reachCluster } from './cluster/reach.ts'
import type { Config } from './config.ts'
import { createDrafter } from './drafting/drafter.ts'
import { createHttp } from './http/http.ts'
import { openLibrary } from './library/open-library.ts'
import { createPrograms } from './programs/programs.ts'
import { connectRedis } from './redis/redis.ts'
import { remediations } from './remediations/index.ts'
import { createChat } from './slack/chat/chat.ts'
import { createDesk } from './slack/desk.ts'
import { createDispatch } from './slack/dispatch.ts'
import { receive, type SlackEntrance } from './slack/receive/receive.ts'
import { drawPicture } from './slack/views/index.ts'
import { openPages } from './web/pages.ts'
import { startWeb } from './web/server.ts'

export type MusterOptions = {
  slack: SlackEntrance & { botToken: string }
  cluster: Config['cluster']
  /** `sqlite:<file>` or `sqlite::memory:` */
  database: string
  playbooks: string
  data: string
  web: Config['web']
  http: { proxy?: { url: string; ca?: string }; privateRanges?: readonly string[] }
  programs: { searchPath: string; allowed?: readonly string[] }
  /** Other processes work on the same database: nobody is its sole owner. */
  shared?: boolean
  clock: Clock
  log: Logger
  /** False leaves Slack's limits to Slack. */
  pace?: boolean
  /** False: playbook files are read once. */
  watch?: boolean
}

export type Muster = {
  core: Core
  webUrl: string
  /** Resolves when nothing is in hand and nothing is due. */
  idle(): Promise<void>
  /** Stops taking work, finishes what runs, closes sockets and database. */
  stop(): Promise<void>
}

const graceMs = 8_000
const soon = (clock: Clock) => new Date(clock.now().getTime() + 60_000)

/** What another process received and has not dealt with in that time is taken over: it is dead, or as good as. */
const adoptAfterMs = 60_000

function adopting(dispatch: { resume(before: Date): Promise<void> }, clock: Clock, log: Logger): () => void {
  let cancel = () => {}
  const look = () => {
    cancel = clock.after(adoptAfterMs / 2, look)
    dispatch
      .resume(new Date(clock.now().getTime() - adoptAfterMs))
      .catch((error: unknown) => log.warn({ err: error }, 'What others left could not be looked at'))
  }
  look()
  return () => cancel()
}

/** Puts the bot together and starts it. What an earlier process left unfinished goes on. */
export async function startMuster(options: MusterOptions): Promise<Muster> {
  const { clock, log } = options
  const closers: (() => Promise<unknown>)[] = []
  const onStop = <T>(value: T, close: (value: T) => Promise<unknown>): T => {
    closers.unshift(() => close(value))
    return value
  }
  try {
    return await assemble(options, onStop, async () => {
      for (const close of closers) await close()
    })
  } catch (error) {
    log.debug({ err: error }, 'Could not start')
    for (const close of closers) await close()
    throw error
  }

  async function assemble(
    { slack, database, playbooks, data }: MusterOptions,
    onStop: <T>(value: T, close: (value: T) => Promise<unknown>) => T,
    closeAll: () => Promise<void>,
  ): Promise<Muster> {
    const store = onStop(
      await openStore({ url: database, log, now: () => clock.now(), soleOwner: !options.shared }),
      (one) => one.close(),
    )
    const catalogue = { checks, remediations }
    const early: Problem[] = []
    let onProblem = (problem: Problem): void => void early.push(problem)
    const library = onStop(
      await openLibrary({
        folder: playbooks,
        catalogue,
        watch: options.watch ?? true,
        onProblem: (problem) => {
          log.warn({ problem }, 'A playbook file needs mending')
          onProblem(problem)
        },
      }),
      async (one) => one.close(),
    )
    const chat = await createChat({
      token: slack.botToken,
      ...('apiUrl' in slack && slack.apiUrl ? { apiUrl: slack.apiUrl } : {}),
      clock,
      log,
      draw: drawPicture,
      pace: options.pace ?? true,
    })
    const directory = createDirectory({ library, chat, store, log })
    const cluster = onStop(reachCluster(options.cluster, log), (one) => one.close())
    const http = onStop(createHttp(options.http), (one) => one.close())
    const programs = onStop(createPrograms({ ...options.programs, log }), (one) => one.close())
    const pages = openPages(data)

    const pumps: { wake(): void; idle(): Promise<void>; stop(graceMs: number): Promise<void> }[] = []
    const core: Core = {
      store,
      chat,
      clock,
      library,
      directory,
      instruments: { cluster, redis: connectRedis(), http, programs },
      checks,
      remediations,
      pages,
      drafter: createDrafter(playbooks),
      log,
      webUrl: undefined,
      instance: randomUUID(),
      inTurn: inTurns(),
      wake: () => {
        for (const pump of pumps) pump.wake()
      },
    }
    const web = onStop(await startWeb({ core, web: options.web }), (one) => one.stop())
    core.webUrl = web.url
    await directory.refresh()
    library.onChange(
      () =>
        void directory
          .refresh()
          .catch((error: unknown) => log.warn({ err: error }, 'People could not be looked up')),
    )

    onProblem = (problem) =>
      void tellOwners(core, problem).catch((error: unknown) =>
        log.error({ err: error }, 'The owners could not be told'),
      )
    early.forEach(onProblem)

    const dispatch = createDispatch(createDesk(core, chat))
    pumps.push(
      startPump(outboxSource(core), { clock, log, limit: 16 }),
      startPump(jobSource(core), { clock, log, limit: 8 }),
    )
    closers.unshift(async () => {
      const over = new Promise<void>((resolve) => clock.after(graceMs, resolve))
      await Promise.race([dispatch.idle(), over])
      await Promise.all(pumps.map((pump) => pump.stop(graceMs)))
    })
    if (options.shared) onStop(adopting(dispatch, clock, log), async (stop) => stop())
    else await dispatch.resume()
    await store.enqueue([], [{ key: 'housekeeping', kind: 'housekeeping', payload: {}, dueAt: soon(clock) }])
    core.wake()
    const reception = await receive({ slack, accept: dispatch.accept, log })
    closers.unshift(() => reception.stop())
    return {
      core,
      webUrl: web.url,
      async idle() {
        for (let calm = 0; calm < 2; calm++) {
          await dispatch.idle()
          await Promise.all(pumps.map((pump) => pump.idle()))
        }
      },
      stop: closeAll,
    }
  }
}
