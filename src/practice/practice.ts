import path from 'node:path'
import { type PracticeCluster, startCluster } from './cluster/cluster.ts'
import { type PracticeClock, skewedClock } from './control/clock.ts'
import { Faults } from './control/faults.ts'
import { practiceHosts } from './internet/hosts/index.ts'
import { type Internet, startInternet } from './internet/internet.ts'
import { type Machine, startMachine } from './machine/machine.ts'
import { together } from './machine/together.ts'
import { servePage } from './page/serve.ts'
import { type Scenarios, startScenarios } from './scenarios/index.ts'
import { services as known } from './services/index.ts'
import type { WorkspaceChannel, WorkspacePerson } from './workspace/options.ts'
import { startWorkspace, type Workspace } from './workspace/workspace.ts'

export type PracticeOptions = {
  team: { name: string; domain: string }
  people: WorkspacePerson[]
  channels: WorkspaceChannel[]
  /** The Slack app's manifest, parsed. */
  manifest: unknown
  /** Port of the page; any free one when taken or absent. */
  port?: number
  /** Everything is kept in this folder and found again at the next start; forgotten at exit when absent. */
  keep?: string
  kubeconfigPath?: string
  clock?: PracticeClock
  /** Ids of the services that run in the cluster; all that practice knows when absent. */
  services?: readonly string[]
  /** False lifts Slack's rate limits. */
  rateLimits?: boolean
}

export type Practice = {
  workspace: Workspace
  cluster: PracticeCluster
  internet: Internet
  /** The programs that commands run. */
  machine: Machine
  scenarios: Scenarios
  /** Of the workspace's calls, and of the cluster's and the internet's. */
  faults: { slack: Faults; cluster: Faults; internet: Faults }
  stop(): Promise<void>
}

/** A Slack workspace, a Kubernetes cluster and an outside world, all on loopback. */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const { keep, kubeconfigPath, team, people, channels, manifest, port, rateLimits = true } = options
  const clock = options.clock ?? skewedClock()
  const faults = { slack: new Faults(), cluster: new Faults(), internet: new Faults() }
  const unknown = options.services?.find((id) => !known.some((one) => one.id === id))
  if (unknown !== undefined)
    throw new Error(
      `Practice knows no service ${unknown}. There are: ${known.map(({ id }) => id).join(', ')}.`,
    )
  const services = known.filter(({ id }) => options.services?.includes(id) ?? true)
  const kept = (file: string) => (keep ? { keepFile: path.join(keep, file) } : {})
  const cluster = await startCluster({
    clock,
    faults: faults.cluster,
    services: services.map(({ seed }) => seed),
    ...kept('cluster.json'),
    ...(kubeconfigPath && { kubeconfigPath }),
  })
  const internet = await startInternet({
    clock,
    faults: faults.internet,
    hosts: practiceHosts(cluster.world, services),
  })
  const machine = await startMachine(cluster.world, together(services.map((one) => one.commands)))
  const scenarios = startScenarios(
    cluster.world,
    services.flatMap(({ id, scenarios }) => scenarios.map((one) => ({ ...one, service: id }))),
  )
  cluster.onScenario(scenarios.set)
  const open = (wanted: number) =>
    startWorkspace({
      port: wanted,
      clock,
      faults: faults.slack,
      team,
      people,
      channels,
      manifest,
      page: servePage(),
      scenarios,
      rateLimits,
      ...kept('workspace.json'),
    })
  const workspace = await open(port ?? 0).catch((error: unknown) => {
    if (port && isTaken(error)) return open(0)
    throw error
  })
  return {
    workspace,
    cluster,
    internet,
    machine,
    scenarios,
    faults,
    async stop() {
      await Promise.all([workspace.stop(), cluster.stop(), internet.stop(), machine.stop()])
    },
  }
}

const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
