import type { z } from 'zod'
import type { Playbook } from '../domain/playbook.ts'
import type { Organization, Service } from '../domain/service.ts'
import { severities } from '../domain/severity.ts'
import type { Catalogue } from './catalogue.ts'
import { examineDeclared } from './declared.ts'
import { findPerson } from './directory.ts'
import { fail, type Path, type Reading, showPath } from './mistake.ts'
import { readYaml, type Source } from './read-yaml.ts'
import { type Finding, parseWith } from './schema/findings.ts'
import { organizationFile } from './schema/organization.ts'
import { playbookFile } from './schema/playbook.ts'
import { serviceFile } from './schema/service.ts'
import { examineSteps } from './steps.ts'

/** Reads organization.yml. */
export const readOrganization = (bytes: Uint8Array): Reading<Organization> =>
  read(bytes, organizationFile, (value) => ({ value, findings: [] }))

/** Reads a service.yml. People become Slack ids (or e-mails), as `organization` knows them. */
export const readService = (bytes: Uint8Array, id: string, organization: Organization): Reading<Service> =>
  read(bytes, serviceFile, (file) => {
    const findings: Finding[] = []
    const named = (names: readonly string[], path: Path) =>
      names.flatMap((name, n) => {
        const found = findPerson(name, organization)
        if (found.ok) return [found.id]
        findings.push({ path: [...path, n], says: found.says })
        return []
      })
    const approvals: Service['approvals'] = {}
    for (const severity of severities) {
      const rule = file.approvals[severity]
      if (rule)
        approvals[severity] = { ...rule, people: named(rule.people, ['approvals', severity, 'people']) }
    }
    const value: Service = {
      ...file,
      id,
      approvals,
      ...(file.approvals.expireAfter && { approvalsExpireMs: file.approvals.expireAfter }),
      approvalExceptions: file.approvals.exceptions.map(({ when, ...rule }, n) => ({
        ...rule,
        ...when,
        people: named(rule.people, ['approvals', 'exceptions', n, 'people']),
      })),
      owners: named(file.owners, ['owners']),
      responders: named(file.responders, ['responders']),
      escalation: file.escalation.map((level, n) => ({
        ...level,
        people: named(level.people, ['escalation', n, 'people']),
      })),
    }
    return { value, findings: [...findings, ...examineDeclared(value)] }
  })

/** Reads a playbook of `service`; without one, what it touches cannot be compared with the targets. */
export const readPlaybook = (
  bytes: Uint8Array,
  name: { id: string; service: string },
  catalogue: Catalogue,
  service: Service | undefined,
): Reading<Playbook> =>
  read(bytes, playbookFile, (file) => ({
    value: { ...file, ...name },
    findings: examineSteps(file.phases, catalogue, service),
  }))

function read<File, T>(
  bytes: Uint8Array,
  schema: z.ZodType<File>,
  make: (file: File) => { value: T; findings: Finding[] },
): Reading<T> {
  const yaml = readYaml(bytes)
  if (!yaml.ok) return yaml
  const parsed = parseWith(schema, yaml.value.value)
  if (!parsed.ok) return located(yaml.value, parsed.findings)
  const made = make(parsed.value)
  return made.findings.length > 0 ? located(yaml.value, made.findings) : { ok: true, value: made.value }
}

/** In the order of the file, misspelt keys first: they explain what is missing. */
const located = (source: Source, findings: readonly Finding[]) => {
  const mistakes = findings.map(({ path, says, key }) => {
    const last = path.at(-1)
    const at = key && last !== undefined ? source.at(path.slice(0, -1), String(last)) : source.at(path)
    return { first: key ? 0 : 1, ...at, path: showPath(path), says }
  })
  mistakes.sort((a, b) => a.first - b.first || a.line - b.line || a.column - b.column)
  return fail(mistakes.map(({ first, ...mistake }) => mistake))
}
