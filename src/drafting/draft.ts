import type { Drafted } from '../app/ports/drafter.ts'
import { checks } from '../checks/index.ts'
import { ok, type Result } from '../domain/result.ts'
import { importRunbook } from '../import/import-runbook.ts'
import { textReport } from '../import/report.ts'
import { serviceIdOf } from '../import/service-id.ts'
import { readOrganization } from '../library/read-files.ts'
import type { Gravity } from '../lint/finding.ts'
import { lintFolder } from '../lint/folder.ts'
import { lintOffline } from '../lint/lint.ts'
import { remediations } from '../remediations/index.ts'

/** `organization`: the organization.yml that the drafts are to join. */
export type Asked = { name: string; service?: string; organization?: Uint8Array }

/** Beyond this a draft is looked at in part: `muster lint` looks at all of it. */
const mostLinted = 300

/** The drafts of a document, with the whole report. A thousand pages take many seconds: see `createDrafter`. */
export function draft(bytes: Uint8Array, { name, organization, ...asked }: Asked): Result<Drafted> {
  const service = asked.service ?? serviceIdOf(name)
  const known = organization && readOrganization(organization)
  const people = known?.ok ? { people: known.value.people.map((one) => one.name) } : {}
  const imported = importRunbook(bytes, { name, service, ...people })
  if (!imported.ok) return imported
  const { files } = imported.value
  const linted = files.slice(0, mostLinted)
  const folder = new Map(linted.map(({ file, text }) => [file, new TextEncoder().encode(text)]))
  if (organization && known?.ok) folder.set('organization.yml', new Uint8Array(organization))
  const findings = lintOffline(lintFolder(folder, { checks, remediations }))
  const of = (gravity: Gravity) => findings.filter(({ severity }) => severity === gravity).length
  const lint = { files: linted.length, errors: of('error'), warnings: of('warning'), hints: of('hint') }
  const report = { ...imported.value, source: name, out: 'the draft', lint }
  return ok({
    service,
    files: files.map(({ file, text }) => ({ file, text })),
    report: textReport(report, Number.POSITIVE_INFINITY),
  })
}
