import { ok, type Result, refuse } from '../domain/result.ts'
import type { Disk } from './disk.ts'
import type { Settings } from './setting.ts'

export type ClusterConfig =
  /** The practice cluster, whatever `KUBECONFIG` says: practising must never touch a real one. */
  | { from: 'practice' }
  | { from: 'kubeconfig'; path: string; context?: string }
  | { from: 'in-cluster' }
  /** Incidents work; checks and remediations answer that there is no cluster. */
  | { from: 'nowhere' }

/** `KUBECONFIG` may list several files, as kubectl allows; at least one has to exist. */
export function clusterConfig(settings: Settings, practice: boolean, disk: Disk): Result<ClusterConfig> {
  const { KUBECONFIG, MUSTER_CONTEXT, KUBERNETES_SERVICE_HOST } = settings
  if (MUSTER_CONTEXT !== undefined && KUBECONFIG === undefined)
    return refuse(
      'half-set',
      'MUSTER_CONTEXT is set but KUBECONFIG is not: set KUBECONFIG, or unset MUSTER_CONTEXT',
    )
  if (practice) return ok({ from: 'practice' })
  if (KUBECONFIG === undefined)
    return ok({ from: KUBERNETES_SERVICE_HOST === undefined ? 'nowhere' : 'in-cluster' })
  if (!KUBECONFIG.split(':').some((path) => disk(path) === 'file'))
    return refuse('no-file', `KUBECONFIG names no file that exists (${KUBECONFIG}): correct the path`)
  return ok({
    from: 'kubeconfig',
    path: KUBECONFIG,
    ...(MUSTER_CONTEXT === undefined ? {} : { context: MUSTER_CONTEXT }),
  })
}
