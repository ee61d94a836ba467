import type { Right } from '../../domain/right.ts'
import type {
  Autoscaler,
  ClusterEvent,
  ConfigMap,
  Deployment,
  DisruptionBudget,
  Logs,
  Pod,
  Revision,
  Rollout,
  Target,
} from './cluster-objects.ts'

/**
 * The Kubernetes cluster. Reads answer `undefined` for what does not exist. Changes are bound to the
 * `resourceVersion` that was read and carry the annotation `muster.dev/remediation: <id>`. `Denied` for a right
 * that is missing ends with the Role that grants it. What each failure comes to: docs/kubernetes.md.
 */
export type Cluster = {
  /** The same cluster, whose every call is given up when the signal is over: `Unavailable`, `uncertain` for a change. */
  until(signal: AbortSignal): Cluster
  deployment(target: Target): Promise<Deployment | undefined>
  deployments(namespace: string): Promise<Deployment[]>
  revisions(target: Target): Promise<Revision[]>
  pods(namespace: string, selector: string): Promise<Pod[]>
  configMap(target: Target): Promise<ConfigMap | undefined>
  logs(query: {
    namespace: string
    selector: string
    container?: string
    sinceMs: number
    /** About how much to read of all pods together; long lines may make it up to five times as much. */
    limitBytes: number
    signal?: AbortSignal
  }): Promise<Logs>
  /** The autoscaler that targets this deployment, if there is one. */
  autoscaler(target: Target): Promise<Autoscaler | undefined>
  /**
   * Runs argv in a pod, without a shell. It may change things: a lost connection is `Unavailable{uncertain}`.
   * Each output is capped at 64 kB.
   */
  exec(query: {
    namespace: string
    pod: string
    container?: string
    command: string[]
    timeoutMs: number
  }): Promise<{ code: number; stdout: string; stderr: string }>

  scale(
    target: Target,
    change: { replicas: number; ifVersion: string; remediation: string; dryRun?: boolean },
  ): Promise<void>
  /**
   * Puts back the pod template of `replicaSet`, as `kubectl rollout undo --to-revision` does. `Denied` when the
   * deployment is paused, when the ReplicaSet is gone, and when it already runs that template.
   */
  rollBack(
    target: Target,
    change: { replicaSet: string; ifVersion: string; remediation: string; dryRun?: boolean },
  ): Promise<void>
  /** `restartedAt` is fixed beforehand: the same restart asked twice is one restart. */
  restart(
    target: Target,
    change: { restartedAt: string; ifVersion?: string; remediation: string; dryRun?: boolean },
  ): Promise<void>
  /** Minimum and maximum of an autoscaler, by its own name. */
  setAutoscaling(
    target: Target,
    change: { min: number; max: number; ifVersion: string; remediation: string; dryRun?: boolean },
  ): Promise<void>
  /** Requests and limits of one container, as `kubectl set resources`; null takes one away, what is not named stays. */
  setResources(
    target: Target,
    change: {
      container: string
      requests: Record<string, string | null>
      limits: Record<string, string | null>
      ifVersion: string
      remediation: string
      dryRun?: boolean
    },
  ): Promise<void>
  /** Deletes the pod of this `uid` and no other; `Conflict` when another has its name by now, `Denied` when it is gone. */
  deletePod(target: Target, change: { uid: string; dryRun?: boolean }): Promise<void>
  /** Budgets that cover pods with these labels. */
  disruptionBudgets(namespace: string, labels: Record<string, string>): Promise<DisruptionBudget[]>
  events(target: Target, kind: string): Promise<ClusterEvent[]>
  /** Those of the rights that Muster does not hold in the namespace, by SelfSubjectAccessReview; each with one verb and at most one name. */
  rightsMissing(namespace: string, rights: readonly Right[]): Promise<Right[]>
  /** The Role that grants these rights, as YAML to apply. */
  roleFor(namespace: string, rights: readonly Right[]): string
  setConfig(
    target: Target,
    change: { set: Record<string, string | null>; ifVersion: string; remediation: string; dryRun?: boolean },
  ): Promise<void>
  rollout(target: Target): Promise<Rollout>
}
