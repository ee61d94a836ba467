import type { Fields } from '../object.ts'
import { isFields } from '../object.ts'

/** The pod spec with what the API server fills in; the order is the one it answers in. */
export function podSpecDefaults(spec: Fields): Fields {
  const containers = Array.isArray(spec.containers) ? spec.containers : []
  const { volumes, containers: _containers, ...rest } = spec
  return {
    ...(volumes === undefined ? {} : { volumes }),
    containers: containers.map((item) => (isFields(item) ? containerDefaults(item) : item)),
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    ...withoutEmpty(rest),
  }
}

function containerDefaults(container: Fields): Fields {
  const { name, image, imagePullPolicy, ports, ...rest } = container
  return {
    name,
    image,
    ...(Array.isArray(ports) ? { ports: ports.map(portDefaults) } : {}),
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: imagePullPolicy || pullPolicy(image),
    ...withoutEmpty(rest),
  }
}

const pullPolicy = (image: unknown): string =>
  typeof image === 'string' && /:(?!latest$)[\w.-]+$/.test(image) ? 'IfNotPresent' : 'Always'

const portDefaults = (port: unknown): unknown => (isFields(port) ? { protocol: 'TCP', ...port } : port)

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

export const containerFields = [
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
