import type { JsonObject } from '../../domain/json.ts'

export type Target = { namespace: string; name: string }

export type Container = { name: string; image: string }

export type Deployment = Target & {
  uid: string
  resourceVersion: string
  generation: number
  observedGeneration: number
  revision: number
  paused: boolean
  replicas: number
  status: { replicas: number; updated: number; ready: number; available: number }
  /** `reason` of the Progressing condition. */
  progressing?: string
  /** When that condition last moved: the latest sign of a rollout. ISO. */
  progressedAt?: string
  /** Digest of the pod template, equal to a revision's `template` when both would make the same pods. */
  template: string
  /** What the last restart wrote into the template, word for word. */
  restartedAt?: string
  containers: Container[]
  labels: Record<string, string>
  annotations: Record<string, string>
  /** The selector as kubectl writes it, `app=x,tier=y`. */
  selector: string
}

/** One entry of `kubectl rollout history`. */
export type Revision = {
  revision: number
  replicaSet: string
  changeCause?: string
  createdAt: string
  containers: Container[]
  templateHash: string
  /** Digest of the pod template, `pod-template-hash` aside. */
  template: string
}

export type Pod = {
  name: string
  phase: string
  ready: boolean
  restarts: number
  /** `CrashLoopBackOff`, `ImagePullBackOff`, … of the first container that waits. */
  waiting?: string
  node?: string
  startedAt?: string
  containers: string[]
}

export type ConfigMap = Target & {
  resourceVersion: string
  data: Record<string, string>
  annotations: Record<string, string>
}

/** A HorizontalPodAutoscaler: it decides the replicas of what it targets. */
export type Autoscaler = { name: string; min: number; max: number }

/** A line of a pod's log; `at` is when the kubelet received it. */
export type LogLine = { pod: string; line: string; at?: string }

/** Newest lines of several pods, oldest first. `truncated`: older ones were left out by the limit. */
export type Logs = { pods: number; lines: LogLine[]; truncated: boolean }

/** How far a rollout is, by the rules of `kubectl rollout status`. */
export type Rollout = { done: boolean; failed: boolean; says: string }

/** Thrown by every adapter when the other side cannot be asked; `uncertain`: a change may have happened. */
export class Unavailable extends Error {
  readonly uncertain: boolean
  readonly status: number | undefined
  constructor(says: string, options: { uncertain: boolean; status?: number; cause?: unknown }) {
    super(says, { cause: options.cause })
    this.name = 'Unavailable'
    this.uncertain = options.uncertain
    this.status = options.status
  }
}

/** The object changed since it was read (409, or a JSON-patch `test` that failed). Nothing was done. */
export class Conflict extends Error {
  override name = 'Conflict'
}

/** The cluster said no and nothing was done: a missing right (403), an invalid value (422), a paused deployment. */
export class Denied extends Error {
  override name = 'Denied'
}

/**
 * The Kubernetes cluster. Reads answer `undefined` for what does not exist. Changes are bound to the
 * `resourceVersion` that was read and carry the annotation `muster.dev/remediation: <id>`.
 */
export type Cluster = {
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
    change: { restartedAt: string; ifVersion?: string; remediation: string },
  ): Promise<void>
  setConfig(
    target: Target,
    change: { set: Record<string, string | null>; ifVersion: string; remediation: string; dryRun?: boolean },
  ): Promise<void>
  rollout(target: Target): Promise<Rollout>
}

/** A Redis server reached directly. */
export type Redis = {
  size(url: string, database: number): Promise<number>
  /** Empties the database and leaves `marker` in it for a day, both or neither. */
  flush(url: string, database: number, marker: string): Promise<void>
  has(url: string, database: number, key: string): Promise<boolean>
}

export type HttpAnswer = { status: number; body: string; tookMs: number }

/** Read-only HTTP. Follows no redirects, reads 64 kB at most; throws `Unavailable` when nothing answered. */
export type Http = {
  get(
    url: string,
    options: { timeoutMs: number; headers?: Record<string, string>; signal?: AbortSignal },
  ): Promise<HttpAnswer>
}

/** What checks and remediations may use. */
export type Instruments = { cluster: Cluster; redis: Redis; http: Http; now(): Date }

export type Evidence = { passed: boolean; summary: string; evidence: string[]; data?: JsonObject }
