import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PracticeClock } from '../control/clock.ts'
import type { Faults } from '../control/faults.ts'
import type { PageScenario } from '../page/protocol.ts'

export type WorkspacePerson = {
  id: string
  name: string
  realName: string
  email: string
  title?: string
  tz?: string
  deactivated?: boolean
}

export type WorkspaceChannel = {
  name: string
  members?: 'all' | string[]
  topic?: string
  purpose?: string
  private?: boolean
  /** The app has been invited to it. */
  app?: boolean
}

/** Things that break on purpose, offered on the page. */
export type Scenarios = {
  list(): PageScenario[]
  set(name: string, on: boolean): Promise<void>
  /** The answer stops the telling. */
  onChange(callback: () => void): () => void
}

export type WorkspaceOptions = {
  /** Loopback port; any free one when 0 or absent. */
  port?: number
  clock: PracticeClock
  faults: Faults
  team: { name: string; domain: string }
  people: WorkspacePerson[]
  channels: WorkspaceChannel[]
  userGroups?: { id: string; handle: string; name: string; users: string[] }[]
  /** The Slack app manifest, parsed from YAML or JSON. */
  manifest: unknown
  /** State is kept there and loaded at the next start; forgotten at exit when absent. */
  keepFile?: string
  /** Answers what is not Slack's, such as the page's files; false when it does not know the address. */
  page?: (request: IncomingMessage, response: ServerResponse) => boolean
  scenarios?: Scenarios
  /** False lifts Slack's rate limits. */
  rateLimits?: boolean
  /** Payloads go to `url`, signed, as when Socket Mode is off. */
  http?: { url: string; signingSecret?: string }
  /** How long a socket lives before it is refreshed, in seconds; as `hello` says. */
  socketLifeSeconds?: number
}
