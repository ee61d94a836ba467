import type { Problem } from '../app/ports/library.ts'
import type { AnyCheck } from '../checks/check.ts'
import type { Playbook } from '../domain/playbook.ts'
import type { Organization, Service } from '../domain/service.ts'
import { type Files, readFolder } from '../library/folder.ts'
import { type Path, showPath } from '../library/mistake.ts'
import { sortFiles } from '../library/places.ts'
import { readPlaybook } from '../library/read-files.ts'
import { type Position, readYaml } from '../library/read-yaml.ts'
import { emptyShelf, stock } from '../library/shelf.ts'
import type { AnyRemediation } from '../remediations/remediation.ts'
import { type Finding, inOrder, type Note } from './finding.ts'
import { fromProblem } from './from-problem.ts'
import { ruleTable } from './rule-table.ts'

export type Tools = { checks: readonly AnyCheck[]; remediations: readonly AnyRemediation[] }

export type ServiceFolder = {
  service: Service
  file: string
  playbooks: { playbook: Playbook; file: string }[]
}

/** A playbook folder as the library reads it, and where everything stands. Only sound files are among the services. */
export type LintFolder = {
  tools: Tools
  files: string[]
  organization?: { value: Organization; file: string }
  services: ServiceFolder[]
  /** Every folder that should hold a service, broken or not. */
  ids: string[]
  /** What the library refuses. */
  problems: Finding[]
  locate(note: Note): Finding
}

/** Reads the folder once. Throws when it cannot be read at all. */
export async function openFolder(folder: string, tools: Tools): Promise<LintFolder> {
  return lintFolder(await readFolder(folder), tools)
}

export function lintFolder(files: Files, tools: Tools): LintFolder {
  const places = sortFiles(files)
  const shelf = stock(files, tools, emptyShelf)
  const at = locator(files)
  const locate = ({ file, path, key, rule, says, advice }: Note): Finding => {
    const whole = key === undefined ? path : [...path, key]
    const { severity } = ruleTable[rule]
    return { file, ...at(file, path, key), path: showPath(whole), severity, rule, says, advice }
  }
  const unread = shelf.organization ? [] : withoutOrganization(files, tools, places)
  const problems = [
    ...[...shelf.problems, ...unread].map((one) => fromProblem(one, files, places)),
    ...(shelf.organization || places.services.length === 0 ? [] : [locate(leftOut(places.organization))]),
  ]
  return {
    tools,
    files: [...files.keys()],
    ...(shelf.organization && {
      organization: { value: shelf.organization, file: places.organization },
    }),
    services: places.services.flatMap(({ id, file, playbooks }) => {
      const service = shelf.services.get(id)
      if (!service) return []
      const sound = playbooks.flatMap((one) => {
        const playbook = shelf.playbooks.get(one.id)?.playbook
        return playbook ? [{ playbook, file: one.file }] : []
      })
      return [{ service, file, playbooks: sound }]
    }),
    ids: places.services.map(({ id }) => id),
    problems: problems.sort(inOrder),
    locate,
  }
}

/** The library goes no further without an organization; a playbook can be read without one. */
const withoutOrganization = (
  files: Files,
  tools: Tools,
  { services }: ReturnType<typeof sortFiles>,
): Problem[] =>
  services.flatMap((folder) =>
    folder.playbooks.flatMap(({ id, file }) => {
      const bytes = files.get(file)
      if (!(bytes instanceof Uint8Array)) return []
      const reading = readPlaybook(bytes, { id, service: folder.id }, tools, undefined)
      const about = { file, service: folder.id, kept: false }
      return reading.ok ? [] : reading.mistakes.map((one) => ({ ...about, ...one }))
    }),
  )

const leftOut = (file: string): Note => ({
  file,
  path: [],
  rule: 'unread',
  says: 'No service was looked at: each names people of this file, which cannot be read',
  advice: 'Mend this file, then lint again',
})

function locator(files: Files): (file: string, path: Path, key?: string) => Position {
  const known = new Map<string, ReturnType<typeof readYaml> | undefined>()
  return (file, path, key) => {
    const bytes = files.get(file)
    if (!known.has(file)) known.set(file, bytes instanceof Uint8Array ? readYaml(bytes) : undefined)
    const source = known.get(file)
    return source?.ok ? source.value.at(path, key) : { line: 1, column: 1 }
  }
}
