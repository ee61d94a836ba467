import { z } from 'zod'
import type { Catalogue } from './catalogue.ts'
import { organizationFile } from './schema/organization.ts'
import { playbookFile } from './schema/playbook.ts'
import { serviceFile } from './schema/service.ts'
import { stepSchemas } from './schema/step.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema

/** The tables of docs/playbooks.md by the name of their place there, as Markdown. */
export function keyTables(catalogue: Catalogue): Record<string, string> {
  const uses = (entries: Catalogue['checks']) =>
    entries.map((one) => `**\`${one.name}\`**: ${one.summary}\n\n${table(one.input)}`).join('\n\n')
  return {
    organization: table(organizationFile),
    service: table(serviceFile),
    playbook: table(playbookFile),
    steps: Object.entries(stepSchemas)
      .map(([kind, schema]) => `**\`${kind}\`**\n\n${table(schema)}`)
      .join('\n\n'),
    checks: uses(catalogue.checks),
    remediations: uses(catalogue.remediations),
  }
}

/** Puts each table between its marks, `<!-- keys: name -->` and `<!-- end -->`. */
export const fillTables = (document: string, tables: Record<string, string>): string =>
  document.replace(
    /(<!-- keys: (\w+) -->\n)[\s\S]*?(\n<!-- end -->)/g,
    (whole, before: string, name: string, after: string) =>
      tables[name] === undefined ? whole : `${before}\n${tables[name]}\n${after}`,
  )

function table(schema: z.ZodType): string {
  const rows = keyRows(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), '')
  return ['| key | | |', '|---|---|---|', ...rows].join('\n')
}

function keyRows(schema: JsonSchema, path: string): string[] {
  const properties = Object.entries(schema.properties ?? {})
  const isSeverity = (key: string) => /^p\d$/.test(key)
  // The severities take the same: one stands for all.
  const first = properties.findIndex(([key]) => isSeverity(key))
  return properties.flatMap(([key, value], n) => {
    const severities = isSeverity(key)
    if (typeof value === 'boolean' || (severities && n !== first)) return []
    const name = `${path}${severities ? '<severity>' : key}`
    const needed = schema.required?.includes(key) ? 'needed' : byDefault(value.default)
    const items = value.type === 'array' && typeof value.items === 'object' ? value.items : undefined
    const inner = items && !Array.isArray(items) ? keyRows(items, `${name}[].`) : keyRows(value, `${name}.`)
    const about = cell([value.description ?? '', choices(items && !Array.isArray(items) ? items : value)])
    return [...(severities ? [] : [`| \`${name}\` | ${needed} | ${about} |`]), ...inner]
  })
}

const byDefault = (value: unknown): string =>
  value === undefined || JSON.stringify(value).length > 30 || /^[[{]/.test(JSON.stringify(value))
    ? ''
    : `\`${String(value)}\``

const choices = ({ enum: allowed }: JsonSchema): string =>
  allowed ? allowed.map((one) => `\`${String(one)}\``).join(', ') : ''

const cell = (parts: string[]): string =>
  parts
    .filter((part) => part !== '')
    .join(': ')
    .replaceAll('|', '\\|')
