import type { Service } from '../domain/service.ts'
import { readFolder } from '../library/folder.ts'
import { sayProblem } from '../library/open-library.ts'
import { emptyShelf, stock } from '../library/shelf.ts'
import type { Tools } from './grants.ts'

/** Every service of a playbook folder. Throws, with what is to mend, when one cannot be read: its rights would go. */
export async function readServices(folder: string, tools: Tools): Promise<Service[]> {
  const shelf = stock(await readFolder(folder), tools, emptyShelf)
  const broken = shelf.problems.filter(({ file }) => /(^|\/)(service|organization)\.ya?ml$/.test(file))
  if (broken.length > 0) throw new Error(broken.map(sayProblem).join('\n'))
  if (shelf.services.size === 0) throw new Error(`There is no service in ${folder}`)
  return [...shelf.services.values()].toSorted((a, b) => a.id.localeCompare(b.id))
}
