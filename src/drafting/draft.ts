import type { Drafted } from '../app/ports/drafter.ts'
import { checks } from '../checks/index.ts'
import { ok, type Result } from '../domain/result.ts'
import { importRunbook } from '../import/import-runbook.ts'
import { plainReport } from '../import/plain-report.ts'
import { serviceIdOf } from '../import/service-id.ts'
import { readOrganization } from '../library/read-files.ts'
import { lintDrafts } from '../lint/drafts.ts'
import { remediations } from '../remediations/index.ts'

/** `organization`: the organization.yml that the drafts are to join. */
export type Asked = { name: string; service?: string; organization?: Uint8Array }

/** The drafts of a document, with the whole report. A thousand pages take many seconds: see `createDrafter`. */
export function draft(bytes: Uint8Array, { name, organization, ...asked }: Asked): Result<Drafted> {
  const service = asked.service ?? serviceIdOf(name)
  const known = organization && readOrganization(organization)
  const people = known?.ok ? { people: known.value.people.map((one) => one.name) } : {}
  const imported = importRunbook(bytes, { name, service, ...people })
  if (!imported.ok) return imported
  const { files } = imported.value
  const lint = lintDrafts(files, known?.ok ? organization : undefined, { checks, remediations })
  const report = { ...imported.value, source: name, out: 'the draft', lint }
  return ok({
    service,
    files: files.map(({ file, text }) => ({ file, text })),
    report: plainReport(report),
  })
}
