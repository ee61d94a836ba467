import path from 'node:path'
import type { Library, LibraryChange, Problem } from '../app/ports/library.ts'
import type { Catalogue } from './catalogue.ts'
import { compareShelves } from './compare-shelves.ts'
import { type Files, readFolder } from './folder.ts'
import { emptyShelf, type Shelf, stock } from './shelf.ts'
import { watchFolder } from './watch.ts'

export type LibraryOptions = {
  folder: string
  catalogue: Catalogue
  /** Called once for each problem when it first appears. */
  onProblem: (problem: Problem) => void
  /** Reload by itself when files change. */
  watch: boolean
  /** False: only who we are and what we run is read, which takes a tenth of the time. */
  playbooks?: boolean
  /** How often files are compared where the system gives no notice. */
  pollMs?: number
}

/** There is nothing to fall back to: the message lists every line to mend. */
export class LibraryUnreadable extends Error {
  readonly problems: readonly Problem[]
  constructor(folder: string, problems: readonly Problem[]) {
    const lines = problems.map(
      (one) => `  ${path.join(folder, one.file)}:${one.line}:${one.column}  ${one.says}`,
    )
    super(`Muster cannot start without organization.yml:\n${lines.join('\n')}`)
    this.name = 'LibraryUnreadable'
    this.problems = problems
  }
}

export const sayProblem = (one: Problem): string =>
  `${one.file}:${one.line}:${one.column} ${one.says} (${one.kept ? 'the last good version stays in use' : 'left out until mended'})`

/** Reads the playbook folder. Throws `LibraryUnreadable` when there is no organization to start with. */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { folder, catalogue, onProblem } = options
  const wanted = options.playbooks === false ? isAboutServices : undefined
  const listeners = new Set<(change: LibraryChange) => void>()
  let shelf: Shelf = emptyShelf
  let queue: Promise<unknown> = Promise.resolve()

  const read = async (): Promise<LibraryChange> => {
    const before = shelf
    shelf = await nextShelf(() => readFolder(folder, wanted), catalogue, before)
    const known = new Set(before.problems.map(sayProblem))
    for (const problem of shelf.problems) if (!known.has(sayProblem(problem))) onProblem(problem)
    const change = compareShelves(before, shelf)
    if (change.organization || change.services.length > 0 || change.playbooks.length > 0)
      for (const listener of listeners) listener(change)
    return change
  }
  /** One reading at a time, in the order asked. */
  const reload = () => {
    const reading = queue.then(read)
    queue = reading.catch(() => undefined)
    return reading
  }

  await reload()
  const first = shelf.organization
  if (!first) throw new LibraryUnreadable(folder, shelf.problems.filter(isAboutOrganization))
  const stop = options.watch ? watchFolder(folder, () => void reload(), options.pollMs ?? 5_000) : () => {}

  return {
    organization: () => shelf.organization ?? first,
    service: (id) => shelf.services.get(id),
    services: () => [...shelf.services.values()],
    playbook: (id) => shelf.playbooks.get(id),
    playbooks: (service) =>
      [...shelf.playbooks.values()].filter(
        (one) => service === undefined || one.playbook.service === service,
      ),
    problems: () => [...shelf.problems],
    reload,
    onChange: (callback) => {
      listeners.add(callback)
      return () => listeners.delete(callback)
    },
    close: () => {
      stop()
      listeners.clear()
    },
  }
}

const isAboutOrganization = (one: Problem) => one.service === undefined

const isAboutServices = (file: string) => /^(organization|[^/]+\/service)\.ya?ml$/.test(file)

async function nextShelf(
  readFiles: () => Promise<Files>,
  catalogue: Catalogue,
  before: Shelf,
): Promise<Shelf> {
  try {
    return stock(await readFiles(), catalogue, before)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const says = `The playbook folder cannot be read (${why}): does it exist, and may Muster read it?`
    const kept = before.organization !== undefined
    return { ...before, problems: [{ file: '.', line: 1, column: 1, path: '', says, kept }] }
  }
}
