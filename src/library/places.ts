import type { Problem } from '../app/ports/library.ts'
import type { Files } from './folder.ts'

/** A service's folder: its service.yml, and the playbooks beside it. */
export type Folders = { id: string; file: string; playbooks: { id: string; file: string }[] }[]

const wellNamed = /^[a-z0-9][a-z0-9-]{0,59}$/

/** Says what each file is by where it stands; a file that stands nowhere useful is a problem, not a crash. */
export function sortFiles(files: Files): { organization: string; services: Folders; problems: Problem[] } {
  const problems: Problem[] = []
  const services = new Map<string, { file?: string; playbooks: Map<string, string> }>()
  let organization: string | undefined
  const misplaced = (file: string, says: string) =>
    problems.push({ file, line: 1, column: 1, path: '', says, kept: false })

  for (const file of [...files.keys()].sort()) {
    const [folder, ...rest] = file.includes('/') ? file.split('/') : [undefined, file]
    const stem = rest.join('/').replace(/\.ya?ml$/, '')
    if (folder === undefined) {
      if (stem !== 'organization')
        misplaced(
          file,
          'Only organization.yml stands here: a playbook belongs into the folder of its service',
        )
      else if (organization) misplaced(file, `${organization} is here too: keep one of the two`)
      else organization = file
      continue
    }
    if (![folder, ...stem.split('/')].every((part) => wellNamed.test(part))) {
      misplaced(file, 'Folders and files are named in small letters, digits and "-": rename it')
      continue
    }
    const service = services.get(folder) ?? { playbooks: new Map<string, string>() }
    services.set(folder, service)
    const taken = stem === 'service' ? service.file : service.playbooks.get(stem)
    if (taken) misplaced(file, `${taken} is here too: keep one of the two`)
    else if (stem === 'service') service.file = file
    else service.playbooks.set(stem, file)
  }

  return {
    organization: organization ?? 'organization.yml',
    services: [...services].map(([id, { file, playbooks }]) => ({
      id,
      file: file ?? `${id}/service.yml`,
      playbooks: [...playbooks].map(([stem, place]) => ({ id: `${id}/${stem}`, file: place })),
    })),
    problems,
  }
}
