import type { JsonObject } from '../../domain/json.ts'
import type { Right } from '../../domain/right.ts'

export type Target = { namespace: string; name: string }

/** Quantities as Kubernetes writes them: `500m`, `1Gi`. */
export type Resources = { requests: Record<string, string>; limits: Record<string, string> }

export type Container = { name: string; image: string; resources: Resources }

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
  uid: string
  resourceVersion: string
  labels: Record<string, string>
  /** The ReplicaSet, StatefulSet, … that makes it again. */
  owner?: { kind: string; name: string }
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
export type Autoscaler = {
  name: string
  resourceVersion: string
  min: number
  max: number
  current: number
  desired: number
  annotations: Record<string, string>
}

/** A PodDisruptionBudget that covers some pods. */
export type DisruptionBudget = { name: string; disruptionsAllowed: number; healthy: number; wanted: number }

/** Something the cluster noted about an object, newest last. */
export type ClusterEvent = { at: string; type: string; reason: string; message: string; count: number }

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

/** The change was made and ended badly, and what it did until then stays: a command's exit code, say. */
export class Failed extends Error {
  override name = 'Failed'
  readonly output: readonly string[]
  constructor(says: string, output: readonly string[] = []) {
    super(says)
    this.output = output
  }
}

/** The cluster said no and nothing was done: a missing right (403), an invalid value (422), a paused deployment. */
export class Denied extends Error {
  override name = 'Denied'
}

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

/** A Redis server reached directly. */
export type Redis = {
  size(url: string, database: number): Promise<number>
  /** Keys that match a glob pattern, counted by SCAN, which never blocks the server. */
  count(url: string, database: number, pattern: string, signal: AbortSignal): Promise<number>
  /**
   * Unlinks, a few at a time, the keys that match a glob pattern; answers how many. `report` hears how far it is.
   * Leaves `marker` for a day once it has come to the end.
   */
  unlink(
    url: string,
    database: number,
    pattern: string,
    marker: string,
    options: { signal: AbortSignal; report(unlinked: number): void },
  ): Promise<number>
  /** Empties the database and leaves `marker` in it for a day, both or neither. */
  flush(url: string, database: number, marker: string): Promise<void>
  has(url: string, database: number, key: string): Promise<boolean>
}

export type HttpAnswer = { status: number; body: string; tookMs: number }

/** Follows no redirects, reads 64 kB at most; throws `Unavailable` when nothing answered. */
export type Http = {
  /** `Unavailable{uncertain}` when it may have arrived; `Denied` when the address may not be asked. */
  send: HttpSend
  get(
    url: string,
    options: { timeoutMs: number; headers?: Record<string, string>; signal?: AbortSignal },
  ): Promise<HttpAnswer>
}

/** How a program ended. `output`: both streams as they came, redacted, capped, in lines. */
export type Ended = {
  /** Absent when it was killed. */
  code?: number
  /** It was still running when its time was over, and its whole process group was killed. */
  timedOut: boolean
  output: string[]
  /** Lines that the cap left out. */
  leftOut: number
}

/**
 * Programs on the bot's own machine. No shell; argv as given; an environment of what is named and nothing else;
 * in its own process group, all of which is killed at the deadline or when `signal` is over.
 */
export type Programs = {
  /** The absolute path of an allowed program; `Denied` says why it may not run, or that it is not there. */
  resolve(program: string): Promise<string>
  /** `Denied` when it could not be started at all. */
  run(query: {
    program: string
    args: readonly string[]
    environment: Record<string, string>
    timeoutMs: number
    signal: AbortSignal
    onOutput?(lines: readonly string[]): void
  }): Promise<Ended>
}

/** A change by HTTP: no redirects; the address is resolved once, checked, and pinned. */
export type HttpSend = (request: {
  method: string
  url: string
  headers: Record<string, string>
  /** Headers whose values stand in environment variables, by their names; never kept, hidden in the answer. */
  secretHeaders?: Record<string, string>
  body?: string
  timeoutMs: number
  signal: AbortSignal
}) => Promise<HttpAnswer>

/** What checks and remediations may use. */
export type Instruments = {
  cluster: Cluster
  redis: Redis
  http: Http
  programs: Programs
  now(): Date
}

export type Evidence = { passed: boolean; summary: string; evidence: string[]; data?: JsonObject }
