import fc from 'fast-check'

/** A deployment as somebody may have written it, and the changes that gave it its history. */
export type Generated = {
  spec: Record<string, unknown>
  labels: Record<string, string>
  annotations: Record<string, string>
  /** Each a new template, the first being the one it is made with. */
  revisions: { template: Record<string, unknown>; cause?: string | undefined }[]
  paused: boolean
  replicas: number
}

const images = [
  'nqba-worker:2.6.0',
  'nqba-worker:2.7.0',
  'nqba-worker:2.8.0',
  'redis:7.4.1',
  'ipfs-cluster:1.1.0',
]
const word = fc.stringMatching(/^[a-z][a-z0-9]{1,8}$/)
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((one) => one.trim() === one)
/** Kubernetes leaves out what is not given, and so do we. */
const some = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { requiredKeys: [] })

const resources = some({
  requests: fc.record({ cpu: fc.constantFrom('100m', '2'), memory: fc.constantFrom('64Mi', '1Gi') }),
  // Never less than what is asked for: the API would refuse it.
  limits: fc.record({ cpu: fc.constantFrom('2', '4'), memory: fc.constantFrom('1Gi', '2Gi') }),
})

const env = fc.uniqueArray(
  fc.oneof(
    fc.record({ name: word, value: text }),
    fc.record({
      name: word,
      valueFrom: fc.record({
        secretKeyRef: fc.record({ name: word, key: word, optional: fc.constant(true) }),
      }),
    }),
  ),
  { minLength: 1, maxLength: 4, selector: ({ name }) => name },
)

const envFrom = fc.array(
  fc.oneof(
    fc.record({ configMapRef: fc.record({ name: word, optional: fc.constant(true) }) }),
    fc.record({ prefix: word, secretRef: fc.record({ name: word, optional: fc.constant(true) }) }),
  ),
  { minLength: 1, maxLength: 2 },
)

const probe = fc.record({
  httpGet: fc.record({
    path: fc.constant('/health'),
    port: fc.constantFrom(8000, 'http'),
    scheme: fc.constant('HTTP'),
  }),
  periodSeconds: fc.integer({ min: 1, max: 30 }),
  timeoutSeconds: fc.integer({ min: 1, max: 5 }),
  successThreshold: fc.constant(1),
  failureThreshold: fc.integer({ min: 1, max: 5 }),
})

const detail = some({
  args: fc.array(text, { minLength: 1, maxLength: 3 }),
  env,
  envFrom,
  resources,
  readinessProbe: probe,
  ports: fc.constant([{ name: 'http', containerPort: 8000, protocol: 'TCP' }]),
  volumeMounts: fc.constant([{ name: 'scratch', mountPath: '/scratch' }]),
})

const containers = (prefix: string, minLength: number, maxLength: number) =>
  fc
    .array(fc.tuple(fc.constantFrom(...images), detail), { minLength, maxLength })
    .map((all) => all.map(([image, more], index) => ({ name: `${prefix}${index}`, image, ...more })))

const volumes = fc.constant([
  { name: 'scratch', emptyDir: {} },
  { name: 'settings', configMap: { name: 'settings', defaultMode: 420, optional: true } },
])

const podSpec = fc
  .tuple(
    containers('app', 1, 3),
    volumes,
    some({
      initContainers: containers('init', 1, 2),
      nodeSelector: fc.record({ disk: word }),
      tolerations: fc.constant([{ key: 'spot', operator: 'Exists', effect: 'NoSchedule' }]),
      terminationGracePeriodSeconds: fc.integer({ min: 1, max: 60 }),
      topologySpreadConstraints: fc.constant([
        { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' },
      ]),
    }),
  )
  .map(([all, mounted, more]) => ({ containers: all, volumes: mounted, ...more }))

const share = fc.constantFrom<number | string>(1, 2, '25%', '50%')

export const generated = (name: string): fc.Arbitrary<Generated> =>
  fc.record({
    spec: some({
      /** A field of a release that nobody here knows yet. */
      shapedByTomorrow: fc.record({ depth: fc.nat(9) }),
      minReadySeconds: fc.constantFrom(3, 8),
      revisionHistoryLimit: fc.constantFrom(2, 10),
      progressDeadlineSeconds: fc.constantFrom(60, 600),
      strategy: fc.oneof(
        fc.constant({ type: 'Recreate' }),
        fc.record({
          type: fc.constant('RollingUpdate'),
          rollingUpdate: fc.record({ maxSurge: share, maxUnavailable: share }),
        }),
      ),
    }),
    labels: fc.record({ app: fc.constant(name), team: word }),
    annotations: some({
      'kubectl.kubernetes.io/last-applied-configuration': fc.json().map((one) => `${one}\n`),
      'example.com/owner': text,
    }).map((all) => Object.fromEntries(Object.entries(all).map(([key, value]) => [key, String(value)]))),
    revisions: fc.array(
      fc.record({
        template: fc
          .tuple(podSpec, fc.option(fc.record({ 'example.com/scrape': text }), { nil: undefined }))
          .map(([spec, annotations]) => ({
            metadata: { labels: { app: name }, ...(annotations ? { annotations } : {}) },
            spec,
          })),
        cause: fc.option(text, { nil: undefined }),
      }),
      { minLength: 2, maxLength: 4 },
    ),
    paused: fc.constantFrom(false, false, false, true),
    replicas: fc.integer({ min: 0, max: 2 }),
  })
