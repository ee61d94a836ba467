import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Hono } from 'hono'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { openStore } from '../../db/store.ts'
import { createDirectory } from '../../src/app/directory.ts'
import { checks } from '../../src/checks/index.ts'
import { evolveHandoff, type Handoff, type HandoffEvent } from '../../src/domain/handoff.ts'
import type { Recorded, TimelineEntry } from '../../src/domain/incident-event.ts'
import { openLibrary } from '../../src/library/open-library.ts'
import { remediations } from '../../src/remediations/index.ts'
import { openPages } from '../../src/web/pages.ts'
import type { Sources } from '../../src/web/reader.ts'
import { createSite } from '../../src/web/site.ts'
import { fold, playbook } from './dynex-outage.ts'

export type Site = {
  sources: Sources
  folder: string
  /** What the bot logged, a line each. */
  logged: string[]
  record(entries: readonly TimelineEntry[]): Promise<void>
  recordHandoff(entries: readonly Recorded<HandoffEvent>[]): Promise<void>
  get(address: string): Promise<{ status: number; headers: Headers; text: string }>
  close(): Promise<void>
}

/** The pages over a real record, library and folder; nothing but time stands still. */
async function openSite(now: string, of: (sources: Sources) => Hono = local): Promise<Site> {
  const folder = await mkdtemp(path.join(tmpdir(), 'muster-web-'))
  const logged: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => void logged.push(line) })
  const clock = { now: () => new Date(now), after: () => () => undefined }
  const store = await openStore({ url: 'sqlite::memory:', now: clock.now })
  const catalogue = { checks, remediations }
  const library = await openLibrary({
    folder: 'playbooks',
    catalogue,
    watch: false,
    onProblem: () => undefined,
  })
  const chat = { personByEmail: async () => undefined }
  const directory = createDirectory({ library, chat, store, log })
  const sources: Sources = { store, library, directory, clock, log, pages: openPages(folder) }
  const site = of(sources)
  await store.keepDefinition('d1', playbook)
  const nothing = { outgoing: [], jobs: [], cancel: [] }
  return {
    sources,
    folder,
    logged,
    async record(entries) {
      const incident = fold(entries)
      const stream = `incident-${incident.number}`
      // One by one, so that each keeps its own time and actor.
      for (const [n, { at, actor, event }] of entries.entries()) {
        const summary = {
          stream,
          kind: 'incident',
          number: incident.number,
          title: incident.title,
          status: incident.status,
          severity: incident.severity,
          service: incident.service,
          owner: incident.commander,
          openedAt: incident.declaredAt,
          endedAt: incident.resolvedAt,
        }
        const one = {
          kind: 'incident',
          expected: n,
          at: new Date(at),
          actor,
          events: [event],
          state: incident,
        }
        await store.append({ stream, ...one, summary, ...nothing })
      }
    },
    async recordHandoff(entries) {
      const state = entries.reduce<Handoff | undefined>(evolveHandoff, undefined)
      const first = entries[0]
      if (!state || !first) throw new Error('A handoff begins with its posting')
      await store.append({
        stream: state.id,
        kind: 'handoff',
        expected: 0,
        at: new Date(first.at),
        actor: first.actor,
        events: entries.map(({ event }) => event),
        state,
        summary: {
          stream: state.id,
          kind: 'handoff',
          number: state.number,
          title: state.id,
          status: state.status,
          owner: state.outgoing,
          openedAt: state.postedAt,
          endedAt: state.acceptedAt,
        },
        ...nothing,
      })
    },
    async get(address) {
      const url = address.startsWith('http') ? address : `http://localhost${address}`
      const answer = await site.request(url)
      return { status: answer.status, headers: answer.headers, text: await answer.text() }
    },
    async close() {
      library.close()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const local = (sources: Sources) => createSite(sources, { loopbackOnly: true })

/** Closed when the test ends. */
export async function site(now: string, of?: (sources: Sources) => Hono): Promise<Site> {
  const opened = await openSite(now, of)
  onTestFinished(() => opened.close())
  return opened
}
