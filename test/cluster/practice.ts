import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { Instruments } from '../../src/app/ports/instruments.ts'
import type { Surroundings } from '../../src/checks/check.ts'
import { connectKubernetes, type KubernetesCluster } from '../../src/cluster/kubernetes.ts'
import type { Service } from '../../src/domain/service.ts'
import { createHttp } from '../../src/http/http.ts'
import type { Account } from '../../src/practice/cluster/api/access.ts'
import { type PracticeCluster, startCluster } from '../../src/practice/cluster/cluster.ts'
import { steppedClock } from '../../src/practice/control/clock.ts'
import { Faults } from '../../src/practice/control/faults.ts'
import { practiceHosts } from '../../src/practice/internet/hosts/index.ts'
import { startInternet } from '../../src/practice/internet/internet.ts'
import { startScenarios } from '../../src/practice/scenarios/index.ts'
import { nqba } from '../../src/practice/services/nqba/index.ts'
import type { PracticeService } from '../../src/practice/services/service.ts'
import { createPrograms } from '../../src/programs/programs.ts'
import { connectRedis } from '../../src/redis/redis.ts'

export const namespace = 'nqba-platform'
export const api = { namespace, name: 'nqba-api' }
export const worker = { namespace, name: 'nqba-worker' }
export const settings = { namespace, name: 'nqba-config' }

/** What a responder's service.yml allows in these tests. */
export const nqbaService: Service = {
  id: 'nqba',
  name: 'NQBA',
  owners: [],
  responders: [],
  escalation: [],
  severities: {},
  approvals: {},
  approvalExceptions: [],
  breakGlass: false,
  namespace,
  targets: {
    deployments: ['nqba-api', 'nqba-worker'],
    configmaps: ['nqba-config'],
    caches: [{ name: 'nqba-cache', selector: 'component=cache', container: 'redis', database: 0 }],
    urls: ['https://dynex.co/api/health', 'https://api.nqba.flyfox.ai'],
  },
  commands: [],
  requests: [],
  limits: { maxReplicas: { 'nqba-api': 12 }, maxReplicasDefault: 8, maxResources: {}, frozen: [] },
  dashboards: [],
}

export type Practice = {
  practice: PracticeCluster
  cluster: KubernetesCluster
  /** Lets cluster time pass, and whatever is due in it happen. */
  pass(ms: number): void
  /** Starts a scenario, as `dynex-outage`. */
  breaks(scenario: string): Promise<void>
  faults: Faults
  now(): Date
  instruments: Instruments
  surroundings: Surroundings
  /** A client that speaks as another account of the cluster. */
  as(account: string): KubernetesCluster
}

/** A cluster and the internet of this test's own, on loopback, and the bot's way to them. */
export async function startPractice(
  options: {
    requestTimeoutMs?: number
    accounts?: Account[]
    service?: Service
    services?: readonly PracticeService[]
  } = {},
): Promise<Practice> {
  const { services = [nqba] } = options
  const clock = steppedClock(Date.parse('2026-11-20T14:00:00Z'))
  const faults = new Faults()
  const practice = await startCluster({
    clock,
    faults,
    services: services.map(({ seed }) => seed),
    accounts: options.accounts ?? [],
  })
  const connect = (context?: string) => {
    const client = connectKubernetes({
      kubeconfig: practice.kubeconfigPath,
      requestTimeoutMs: options.requestTimeoutMs ?? 5000,
      ...(context ? { context } : {}),
    })
    onTestFinished(() => client.close())
    return client
  }
  const cluster = connect()
  const internet = await startInternet({ clock, faults, hosts: practiceHosts(practice.world, services) })
  const http = createHttp({ proxy: { url: internet.proxyUrl, ca: internet.caPem } })
  onTestFinished(async () => {
    await programs.close()
    await http.close()
    await internet.stop()
    await practice.stop()
  })
  const programs = createPrograms({ searchPath: '/usr/bin:/bin', log: pino({ level: 'silent' }) })
  const scenarios = startScenarios(practice.world, nqba.scenarios)
  const now = () => new Date(clock.now())
  return {
    practice,
    cluster,
    faults,
    now,
    pass: (ms) => clock.advance(ms),
    breaks: (scenario) => scenarios.set(scenario, true),
    as: connect,
    instruments: { cluster, redis: connectRedis({ timeoutMs: 1000 }), http, programs, now },
    surroundings: { service: options.service ?? nqbaService, signal: new AbortController().signal },
  }
}
