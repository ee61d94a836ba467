import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PracticeClock } from '../control/clock.ts'
import type { Faults } from '../control/faults.ts'
import { Authority } from '../internet/certificates/authority.ts'
import type { Account } from './api/access.ts'
import { Access, everything, looking } from './api/access.ts'
import { serve } from './api/server.ts'
import { Streams } from './api/streams.ts'
import { Containers } from './containers.ts'
import type { SetScenario } from './control.ts'
import { ControlDoors } from './control.ts'
import { AutoscalerController } from './controllers/autoscalers.ts'
import { BudgetController } from './controllers/budgets.ts'
import { DeploymentController } from './controllers/deployments.ts'
import { collectGarbage } from './controllers/garbage.ts'
import { Kubelet } from './controllers/kubelet.ts'
import { NodeController } from './controllers/nodes.ts'
import { ReplicaSetController } from './controllers/replica-sets.ts'
import { Scheduler } from './controllers/scheduler.ts'
import { keep, restore } from './keep.ts'
import { writeKubeconfig } from './kubeconfig.ts'
import { plant } from './seeds/plant.ts'
import { plantCluster } from './seeds/plant-cluster.ts'
import { imagesOf, type ServiceSeed } from './seeds/seed.ts'
import { Store } from './store.ts'
import { World } from './world.ts'

export type ClusterOptions = {
  /** Any free port when absent. */
  port?: number
  clock: PracticeClock
  faults: Faults
  services: ServiceSeed[]
  /** Where the kubeconfig is written; a temporary folder, gone at stop, when absent. */
  kubeconfigPath?: string
  /** Objects are kept here at stop and put back at the next start. */
  keepFile?: string
  /** Further accounts, each a context of the kubeconfig. */
  accounts?: Account[]
}

export type PracticeCluster = {
  /** Plain HTTP, for scripts; needs `Authorization: Bearer <token>` for everything but `/control/`. */
  url: string
  /** The same server over TLS, as the kubeconfig names it. */
  secureUrl: string
  caPem: string
  kubeconfigPath: string
  /** The first may do everything, the second only look. */
  accounts: Account[]
  world: World
  /** Lets `POST /control/scenario` reach the scenarios. */
  onScenario(set: SetScenario): void
  stop(): Promise<void>
}

/** A small Kubernetes cluster on loopback: its API server, controllers, nodes and what runs on them. */
export async function startCluster(options: ClusterOptions): Promise<PracticeCluster> {
  const { clock, faults, services, keepFile } = options
  const store = new Store(clock)
  const world = new World(store, new Containers())
  const images = new Map(services.flatMap((service) => [...imagesOf(service)]))
  const kept = keepFile ? await restore(store, keepFile) : false
  const kubelet = new Kubelet(store, world, images)
  if (!kept) {
    plantCluster(store)
    for (const service of services) plant(store, kubelet, service)
    store.compact()
  }
  collectGarbage(store)
  const controllers = [
    new ReplicaSetController(store),
    new DeploymentController(store),
    new AutoscalerController(world),
    new BudgetController(store),
    new NodeController(store),
  ]
  const scheduler = new Scheduler(store)
  if (kept) {
    kubelet.resume()
    scheduler.resume()
  }

  const accounts: Account[] = [
    { name: 'practice', token: token(), rules: [everything] },
    { name: 'practice-viewer', token: token(), rules: [looking] },
    ...(options.accounts ?? []),
  ]
  const authority = new Authority('Practice cluster')
  const streams = new Streams()
  const doors = new ControlDoors(faults, world, streams)
  const server = await serve({
    world,
    access: new Access(accounts, store),
    faults,
    streams,
    control: (method, path, body) => doors.answer(method, path, body),
    onCall: (call) => doors.note(call),
    identity: authority.issue(['127.0.0.1', 'localhost']),
    port: options.port ?? 0,
  })
  const ownFolder = options.kubeconfigPath ? undefined : await mkdtemp(join(tmpdir(), 'practice-cluster-'))
  const kubeconfigPath = options.kubeconfigPath ?? join(ownFolder ?? tmpdir(), 'kubeconfig')
  const secureUrl = `https://127.0.0.1:${server.port}`
  await writeKubeconfig(kubeconfigPath, secureUrl, authority.pem, accounts)

  return {
    url: `http://127.0.0.1:${server.port}`,
    secureUrl,
    caPem: authority.pem,
    kubeconfigPath,
    accounts,
    world,
    onScenario: (set) => doors.onScenario(set),
    async stop() {
      for (const controller of [...controllers, scheduler]) controller.stop()
      kubelet.stop()
      await server.close()
      if (keepFile) await keep(store, keepFile)
      if (ownFolder) await rm(ownFolder, { recursive: true, force: true })
    },
  }
}

const token = (): string => randomBytes(24).toString('base64url')
