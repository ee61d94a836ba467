import type { Fields } from '../object.ts'
import { isFields } from '../object.ts'

/** The pod spec with what the API server fills in; the order is the one it answers in. */
export function podSpecDefaults(spec: Fields): Fields {
  const { volumes, initContainers, containers, ...rest } = spec
  return {
    ...(Array.isArray(volumes) ? { volumes: each(volumes, volumeDefaults) } : {}),
    ...(Array.isArray(initContainers) ? { initContainers: each(initContainers, containerDefaults) } : {}),
    containers: each(containers, containerDefaults),
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    ...withoutEmpty(rest),
  }
}

const each = (list: unknown, defaults: (item: Fields) => Fields): unknown[] =>
  Array.isArray(list) ? list.map((item) => (isFields(item) ? defaults(item) : item)) : []

/** 0644, as the API writes it. */
const defaultMode = 420
const withMode = ['configMap', 'secret', 'downwardAPI', 'projected']

const volumeDefaults = (volume: Fields): Fields =>
  Object.fromEntries(
    Object.entries(volume).map(([name, source]) => [
      name,
      withMode.includes(name) && isFields(source) ? { defaultMode, ...source } : source,
    ]),
  )

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe']
const probeDefaults = ({ httpGet, ...probe }: Fields): Fields => ({
  ...(isFields(httpGet) ? { httpGet: { path: '/', scheme: 'HTTP', ...httpGet } } : {}),
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
  ...probe,
})

function containerDefaults(container: Fields): Fields {
  const { name, image, imagePullPolicy, ports, ...rest } = container
  return {
    name,
    image,
    ...(Array.isArray(ports) ? { ports: each(ports, portDefaults) } : {}),
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: imagePullPolicy || pullPolicy(image),
    ...withoutEmpty(rest),
    ...Object.fromEntries(
      Object.entries(rest).flatMap(([name, probe]) =>
        probes.includes(name) && isFields(probe) ? [[name, probeDefaults(probe)]] : [],
      ),
    ),
  }
}

const pullPolicy = (image: unknown): string =>
  typeof image === 'string' && /:(?!latest$)[\w.-]+$/.test(image) ? 'IfNotPresent' : 'Always'

const portDefaults = (port: Fields): Fields => ({ protocol: 'TCP', ...port })

/** An empty string or null means "not given". */
export const withoutEmpty = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== '' && value !== null && value !== undefined),
  )

export function templateDefaults(template: Fields): Fields {
  const metadata = isFields(template.metadata) ? template.metadata : {}
  const spec = isFields(template.spec) ? template.spec : {}
  return { ...template, metadata: { creationTimestamp: null, ...metadata }, spec: podSpecDefaults(spec) }
}

const containerFields = [
  ...['args', 'command', 'env', 'env[].name', 'env[].value', 'env[].valueFrom', 'envFrom', 'image'],
  ...['imagePullPolicy', 'lifecycle', 'livenessProbe', 'name', 'ports', 'readinessProbe', 'resizePolicy'],
  ...['resources', 'restartPolicy', 'securityContext', 'startupProbe', 'stdin', 'stdinOnce'],
  ...[
    'terminationMessagePath',
    'terminationMessagePolicy',
    'tty',
    'volumeDevices',
    'volumeMounts',
    'workingDir',
  ],
]

export const podSpecFields = [
  ...['activeDeadlineSeconds', 'affinity', 'automountServiceAccountToken', 'containers', 'dnsConfig'],
  ...['dnsPolicy', 'enableServiceLinks', 'ephemeralContainers', 'hostAliases', 'hostIPC', 'hostNetwork'],
  ...['hostPID', 'hostUsers', 'hostname', 'imagePullSecrets', 'initContainers', 'nodeName', 'nodeSelector'],
  ...['os', 'overhead', 'preemptionPolicy', 'priority', 'priorityClassName', 'readinessGates'],
  ...['resourceClaims', 'resources', 'restartPolicy', 'runtimeClassName', 'schedulerName', 'schedulingGates'],
  ...[
    'securityContext',
    'serviceAccount',
    'serviceAccountName',
    'setHostnameAsFQDN',
    'shareProcessNamespace',
  ],
  ...['subdomain', 'terminationGracePeriodSeconds', 'tolerations', 'topologySpreadConstraints', 'volumes'],
  ...containerFields.map((field) => `containers[].${field}`),
]
