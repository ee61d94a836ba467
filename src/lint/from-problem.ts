import type { z } from 'zod'
import type { Problem } from '../app/ports/library.ts'
import type { Files } from '../library/folder.ts'
import type { sortFiles } from '../library/places.ts'
import { readYaml } from '../library/read-yaml.ts'
import { parseWith } from '../library/schema/findings.ts'
import { organizationFile } from '../library/schema/organization.ts'
import { playbookFile } from '../library/schema/playbook.ts'
import { serviceFile } from '../library/schema/service.ts'
import type { Finding } from './finding.ts'

type Places = ReturnType<typeof sortFiles>

const advice = {
  file: 'Put it back, readable to the user Muster runs as',
  place: 'Move or rename it: docs/playbooks.md shows what stands where',
  yaml: 'Mend this line: nothing of the file counts until then',
  key: 'docs/playbooks.md lists the keys and what each may hold',
  reference: 'Correct the name here, or add it where such names are kept',
}

/** What the library says, word for word, under the rule that says how far the file could be read. */
export function fromProblem(problem: Problem, files: Files, places: Places): Finding {
  const { file, line, column, path, says } = problem
  const rule = ruleOf(problem, files, places)
  return { file, line, column, path, severity: 'error', rule, says, advice: advice[rule] }
}

function ruleOf({ file, says }: Problem, files: Files, places: Places): keyof typeof advice {
  if (places.problems.some((one) => one.file === file && one.says === says)) return 'place'
  const bytes = files.get(file)
  if (!(bytes instanceof Uint8Array)) return 'file'
  const yaml = readYaml(bytes)
  if (!yaml.ok) return 'yaml'
  return parseWith(schemaOf(file, places), yaml.value.value).ok ? 'reference' : 'key'
}

function schemaOf(file: string, { organization, services }: Places): z.ZodType<unknown> {
  if (file === organization) return organizationFile
  return services.some((one) => one.file === file) ? serviceFile : playbookFile
}
