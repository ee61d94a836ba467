import { z } from 'zod'
import { redactValue } from '../../domain/redact.ts'
import { hasPlaceholder } from '../shell/placeholders.ts'
import { objectOf, readKubectl } from './kubectl.ts'
import { decide, type Intent, type Recogniser, type Surroundings } from './recogniser.ts'

const configPatch = z.strictObject({ data: z.record(z.string().min(1), z.string()) })

const count = z.int().min(1).max(10_000).optional()
const scalerPatch = z.strictObject({ spec: z.strictObject({ minReplicas: count, maxReplicas: count }) })

const amounts = z.strictObject({
  cpu: z
    .string()
    .regex(/^\d+(?:\.\d+)?m?$/)
    .optional(),
  memory: z
    .string()
    .regex(/^\d+(?:\.\d+)?(?:[KMGTPE]i?|k)?$/)
    .optional(),
})
const container = z.strictObject({
  name: z.string(),
  resources: z.strictObject({ requests: amounts.optional(), limits: amounts.optional() }),
})
const podPatch = z.strictObject({
  spec: z.strictObject({
    template: z.strictObject({ spec: z.strictObject({ containers: z.array(container).length(1) }) }),
  }),
})

/** `kubectl patch` of a config map, an autoscaler, or a deployment's resources. */
export const kubectlPatch: Recogniser = (command, about) => {
  const read = readKubectl(command, about)
  if (read?.verb !== 'patch') return undefined
  const object = objectOf(read.words)
  const text = read.flags.get('patch')
  if (!object?.name || !read.ours || text === undefined || hasPlaceholder(text)) return { kind: 'copy' }
  if (command.parts.length > 1 || !command.simple || read.flags.get('type') === 'json')
    return { kind: 'copy' }
  const patch = parse(text)
  if (object.kind === 'configmap') return ofConfig(object.name, patch)
  if (object.kind === 'hpa') return ofAutoscaler(object.name, patch, about)
  if (object.kind === 'deployment') return ofResources(object.name, patch)
  return { kind: 'copy' }
}

function ofConfig(configmap: string, patch: unknown): Intent {
  const read = configPatch.safeParse(patch)
  if (!read.success) return { kind: 'copy' }
  const set = read.data.data
  if (Object.entries(set).some(([key, value]) => redactValue(key, value) !== value))
    return { kind: 'copy', ...decide('this looks like a secret: Muster sets none') }
  const fallback = Object.keys(set).some((key) => /fallback/i.test(key))
  return {
    kind: 'fix',
    fix: fallback ? 'fallback-toggle' : 'set-config',
    with: { configmap, set },
    ...decide('which deployments read this only when they start? List them: restart: [name]'),
  }
}

function ofAutoscaler(name: string, patch: unknown, { deployments }: Surroundings): Intent {
  const read = scalerPatch.safeParse(patch)
  const deployment = [...deployments].find((one) => name === one || name === `${one}-hpa`)
  if (!read.success || !deployment) return { kind: 'copy' }
  const { minReplicas: min, maxReplicas: max } = read.data.spec
  if (min === undefined && max === undefined) return { kind: 'copy' }
  return {
    kind: 'fix',
    fix: 'set-autoscaling',
    with: { deployment, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) },
    ...decide(`is ${deployment} what ${name} scales?`),
  }
}

function ofResources(deployment: string, patch: unknown): Intent {
  const read = podPatch.safeParse(patch)
  const [only] = read.success ? read.data.spec.template.spec.containers : []
  if (!only) return { kind: 'copy' }
  const { requests, limits } = only.resources
  const wanted = { ...(requests ? { requests } : {}), ...(limits ? { limits } : {}) }
  return Object.keys(wanted).length === 0
    ? { kind: 'copy' }
    : { kind: 'fix', fix: 'set-resources', with: { deployment, container: only.name, ...wanted } }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
