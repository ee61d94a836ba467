import type { Practice } from '../practice/practice.ts'
import { Guest } from './guest.ts'

export type Stage = {
  practice: Practice
  /** The post-mortem as a file: where it is, and what it says once it is there. */
  postmortem: { path: string; read(): Promise<string> }
}

/** Who plays, where, and how the cluster really is. `room`: the incident's channel, once it is there. */
export type Cast = Stage & {
  ana: Guest
  bob: Guest
  room: string
  /** Throws when the cluster is not so. */
  fallbackIs(value: string): void
}

export function castFor(stage: Stage): Cast {
  const { workspace, cluster } = stage.practice
  const config = () =>
    JSON.stringify(cluster.world.store.get('configmaps', 'nqba-platform', 'nqba-config')?.data)
  return {
    ...stage,
    ana: new Guest('ana', workspace),
    bob: new Guest('bob', workspace),
    room: '',
    fallbackIs(value) {
      if (!config().includes(`"QUANTUM_FALLBACK_ENABLED":"${value}"`))
        throw new Error(`The cluster should have QUANTUM_FALLBACK_ENABLED=${value}. It has ${config()}`)
    },
  }
}
