import { App } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { onTestFinished } from 'vitest'
import { type PracticeClock, skewedClock } from '../../../../src/practice/control/clock.ts'
import { Faults } from '../../../../src/practice/control/faults.ts'
import {
  startWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from '../../../../src/practice/workspace/workspace.ts'
import { quiet } from '../../support/quiet.ts'
import { manifest } from './manifest.ts'

export type Setting = { workspace: Workspace; web: WebClient; faults: Faults; clock: PracticeClock }

/** A workspace with Ana, Bob and the retired Cyd; the app is in #general. Stopped when the test ends. */
export async function setting(more: Partial<WorkspaceOptions> = {}): Promise<Setting> {
  const faults = more.faults ?? new Faults()
  const clock = more.clock ?? skewedClock()
  const workspace = await startWorkspace({
    team: { name: 'Sample Team', domain: 'sample' },
    people: [
      { id: 'U0ANA', name: 'ana', realName: 'Ana Abel', email: 'ana@example.com', tz: 'Europe/Rome' },
      { id: 'U0BOB', name: 'bob', realName: 'Bob Berg', email: 'bob@example.com' },
      { id: 'U0CYD', name: 'cyd', realName: 'Cyd Cole', email: 'cyd@example.com', deactivated: true },
    ],
    channels: [
      { name: 'general', members: 'all', app: true },
      { name: 'random', members: ['U0ANA'] },
      { name: 'secret', members: ['U0ANA'], private: true },
    ],
    userGroups: [{ id: 'S0OPS', handle: 'ops', name: 'Operations', users: ['U0ANA'] }],
    manifest,
    rateLimits: false,
    ...more,
    faults,
    clock,
  })
  onTestFinished(() => workspace.stop())
  return { workspace, faults, clock, web: client(workspace, workspace.botToken) }
}

export const client = ({ apiUrl }: Workspace, token: string): WebClient =>
  new WebClient(token, {
    slackApiUrl: apiUrl,
    logger: quiet,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 5000,
  })

/**
 * A Bolt app over Socket Mode, given nothing but address and tokens. Started by the test itself.
 * Bolt keeps an app's own messages from it unless `ignoreSelf` is false.
 */
export function boltApp(workspace: Workspace, ignoreSelf = true): App {
  const app = new App({
    ignoreSelf,
    token: workspace.botToken,
    appToken: workspace.appToken,
    socketMode: true,
    logger: quiet,
    clientOptions: { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 } },
  })
  onTestFinished(() => app.stop().then(() => undefined))
  return app
}

/** Slack's error name of a call that must fail. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
  } catch (error) {
    const data = error instanceof Error && 'data' in error ? error.data : undefined
    if (typeof data === 'object' && data !== null && 'error' in data) return String(data.error)
    throw error
  }
  throw new Error('the call succeeded')
}
