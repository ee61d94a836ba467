import type { ActAnswer } from '../page/protocol.ts'
import { connectionsOpen } from './api/apps.ts'
import { methods } from './api/index.ts'
import { RateLimit } from './api/rate-limit.ts'
import { type Call, CallLog } from './call-log.ts'
import { Delivery } from './deliver/delivery.ts'
import { HttpMode } from './deliver/http-mode.ts'
import { requestUrl } from './deliver/request-url.ts'
import { SocketMode } from './deliver/socket-mode.ts'
import { tellApp } from './deliver/tell-app.ts'
import { found, install, TEAM_ID } from './found.ts'
import { listen } from './http/server.ts'
import { keep, loadState } from './keep.ts'
import { Live } from './live/live.ts'
import type { WorkspaceOptions, WorkspacePerson } from './options.ts'
import { act } from './people/act.ts'
import { readActRequest } from './people/act-request.ts'
import { Puppet } from './people/puppet.ts'
import { Changes } from './team/changes.ts'
import { personOf } from './team/find.ts'
import { Ids } from './team/ids.ts'
import { readManifest } from './team/manifest.ts'
import { putPerson } from './team/people.ts'
import { ResponseUrls } from './team/response-urls.ts'
import type { Team } from './team/team.ts'
import { Triggers } from './team/triggers.ts'
import { Views } from './team/views.ts'
import { until } from './until.ts'

export type { WorkspaceOptions } from './options.ts'

export type Workspace = {
  /** Without a trailing slash. */
  url: string
  /** What a bot takes as `slackApiUrl`. */
  apiUrl: string
  botToken: string
  appToken: string
  signingSecret: string
  botUserId: string
  teamId: string
  /** A person whom the caller plays, by id or name. */
  as(person: string): Puppet
  calls(): readonly Call[]
  /** Settles with what `look` finds, as soon as it finds something; rejects after ten seconds. */
  until<Found>(look: () => Found | undefined | false): Promise<Found>
  /** Somebody joins the team, changes, or is deactivated. */
  putPerson(person: WorkspacePerson): void
  /** Delivers recent envelopes of a type again: `slash_commands`, `view_submission`, `event_callback`, … */
  repeat(type: string, times: number): Promise<void>
  socket: Pick<SocketMode, 'cut' | 'refresh' | 'connected'>
  stop(): Promise<void>
}

/** Starts a small Slack workspace on loopback, with one app installed. */
export async function startWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { clock, faults, scenarios } = options
  const manifest = readManifest(options.manifest)
  const app = install(manifest, options.http?.signingSecret)
  const fresh = found(options, app)
  const state = (options.keepFile && loadState(options.keepFile, fresh)) || fresh
  const ids = new Ids(state, clock)
  const changes = new Changes()
  const log = new CallLog()
  const socketMode = new SocketMode(clock, app.appId, options.socketLifeSeconds ?? 3600)
  const usesSocket = !options.http && manifest.settings.socket_mode_enabled
  const transport = usesSocket
    ? socketMode
    : new HttpMode(clock, app.signingSecret, requestUrl(manifest, options.http?.url))
  const team: Team = {
    id: TEAM_ID,
    name: options.team.name,
    domain: options.team.domain,
    clock,
    faults,
    app,
    state,
    ids,
    changes,
    triggers: new Triggers(clock),
    views: new Views(ids, changes),
    responseUrls: new ResponseUrls(clock),
    delivery: new Delivery(transport, clock, log, faults),
    ephemerals: new Map(),
    url: '',
  }
  const perform = (source: unknown): Promise<ActAnswer> => {
    const request = readActRequest(source)
    if (request) return act(team, scenarios, request.as, request)
    return Promise.resolve({ ok: false, error: 'invalid_arguments', says: 'This is not an act.' })
  }
  const live = new Live(team, scenarios)
  const stopTelling = tellApp(team)
  const stopKeeping = options.keepFile ? keep(options.keepFile, state, changes) : undefined
  const open = connectionsOpen(() => `${team.url.replace('http', 'ws')}${socketMode.ticket()}`)
  const humans = () => state.people.filter((person) => !person.isBot && !person.deactivated)
  const server = await listen(options.port ?? 0, (port) => {
    team.url = `http://127.0.0.1:${port}`
    return {
      live,
      socketMode,
      viewerFor: (id) => (humans().find((person) => person.id === id) ?? humans()[0])?.id,
      routes: {
        port,
        page: options.page,
        act: perform,
        api: {
          team,
          log,
          methods: new Map([...methods, [open.name, open]]),
          limits: options.rateLimits === false ? undefined : new RateLimit(clock),
        },
        controlled: { team, log, socketMode, act: perform },
      },
    }
  })
  const puppets = new Map<string, Puppet>()
  return {
    url: team.url,
    apiUrl: `${team.url}/api/`,
    botToken: app.botToken,
    appToken: app.appToken,
    signingSecret: app.signingSecret,
    botUserId: app.botUserId,
    teamId: team.id,
    as(nameOrId) {
      const person = personOf(team, state.people.find(({ name }) => name === nameOrId)?.id ?? nameOrId)
      const puppet =
        puppets.get(person.id) ?? new Puppet(team, person, (what) => act(team, scenarios, person.id, what))
      puppets.set(person.id, puppet)
      return puppet
    },
    calls: () => log.list(),
    until: (look) => until(changes, look),
    putPerson: (person) => putPerson(team, person),
    repeat: (type, times) => team.delivery.repeat(type, times),
    socket: socketMode,
    async stop() {
      stopTelling()
      team.delivery.stop()
      live.stop()
      await server.stop()
      stopKeeping?.()
    },
  }
}
