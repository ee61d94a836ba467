import type { PracticeClock } from '../../control/clock.ts'
import type { Faults } from '../../control/faults.ts'
import type { Delivery } from '../deliver/delivery.ts'
import type { Changes } from './changes.ts'
import type { Ids } from './ids.ts'
import type { AppManifest } from './manifest.ts'
import type { ResponseUrls } from './response-urls.ts'
import type { Message, State } from './state.ts'
import type { Triggers } from './triggers.ts'
import type { Views } from './views.ts'

/** The one app that is installed in the workspace. */
export type InstalledApp = {
  appId: string
  botId: string
  botUserId: string
  name: string
  botToken: string
  appToken: string
  signingSecret: string
  /** The old-style token that every payload carries. */
  verificationToken: string
  manifest: AppManifest
}

/** A workspace from the inside, what every part works on. */
export type Team = {
  id: string
  name: string
  domain: string
  clock: PracticeClock
  faults: Faults
  app: InstalledApp
  state: State
  ids: Ids
  changes: Changes
  triggers: Triggers
  views: Views
  responseUrls: ResponseUrls
  delivery: Delivery
  /** What people were shown privately, by person; gone at exit, as in Slack. */
  ephemerals: Map<string, Message[]>
  /** Base address, without a trailing slash. */
  url: string
}

export const hasScope = (team: Team, ...anyOf: string[]): boolean =>
  anyOf.some((scope) => team.app.manifest.oauth_config.scopes.bot.includes(scope))
