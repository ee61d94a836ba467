import { z } from 'zod'
import type { Catalogue } from './catalogue.ts'
import { organizationFile } from './schema/organization.ts'
import { playbookFile } from './schema/playbook.ts'
import { serviceFile } from './schema/service.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema

const input = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

/**
 * The text of each published JSON Schema, by file name: what may be written, before it is read. In a
 * playbook an editor also learns which checks and remediations there are, and what each takes.
 */
export function publishedSchemas(catalogue: Catalogue): Record<string, string> {
  const playbook = input(playbookFile)
  const step = playbook.$defs?.step
  if (step)
    step.anyOf =
      step.anyOf?.flatMap((kind) => {
        const properties = typeof kind === 'boolean' ? {} : (kind.properties ?? {})
        if ('check' in properties) return catalogue.checks.map((one) => variant(kind, 'check', one))
        if ('fix' in properties) return catalogue.remediations.map((one) => variant(kind, 'fix', one))
        return [kind]
      }) ?? []
  return {
    'playbook.json': write(playbook),
    'service.json': write(input(serviceFile)),
    'organization.json': write(input(organizationFile)),
  }
}

/** A kind of step, told apart by the check or remediation it names. */
function variant(
  kind: JsonSchema | boolean,
  key: 'check' | 'fix',
  entry: Catalogue['checks'][number],
): JsonSchema {
  const { properties = {}, required = [], ...rest } = typeof kind === 'boolean' ? {} : kind
  const { $schema, required: needed = [], ...takes } = input(entry.input)
  return {
    ...rest,
    properties: {
      ...properties,
      [key]: { const: entry.name, description: entry.summary },
      with: { description: `What ${entry.name} takes`, ...takes },
    },
    required,
    // What it cannot do without is given, or asked for when the step is reached.
    ...(needed.length > 0 && {
      anyOf: [{ properties: { with: { required: needed } }, required: ['with'] }, { required: ['needs'] }],
    }),
  }
}

const write = (schema: JsonSchema): string => `${JSON.stringify(schema, null, 2)}\n`
