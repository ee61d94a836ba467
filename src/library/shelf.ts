import type { Problem } from '../app/ports/library.ts'
import type { PinnedPlaybook } from '../domain/playbook.ts'
import type { Organization, Service } from '../domain/service.ts'
import type { Catalogue } from './catalogue.ts'
import { pin } from './digest.ts'
import type { Files } from './folder.ts'
import type { Reading } from './mistake.ts'
import { type Folders, sortFiles } from './places.ts'
import { readOrganization, readPlaybook, readService } from './read-files.ts'
import { type Readings, readChanged } from './readings.ts'

/** Everything in use at one moment, and what is wrong in the files. */
export type Shelf = {
  organization?: Organization
  services: ReadonlyMap<string, Service>
  playbooks: ReadonlyMap<string, PinnedPlaybook>
  problems: readonly Problem[]
  /** What every file said, so that one that stays as it is need not be read again. */
  readings: {
    organization: Readings<Organization>
    services: Readings<Service>
    playbooks: Readings<PinnedPlaybook>
  }
}

export const emptyShelf: Shelf = {
  services: new Map(),
  playbooks: new Map(),
  problems: [],
  readings: { organization: new Map(), services: new Map(), playbooks: new Map() },
}

/**
 * Reads all files; where one is broken, what `before` held of it stays. A file that is gone is gone.
 * `before` was stocked with the same catalogue.
 */
export function stock(files: Files, catalogue: Catalogue, before: Shelf): Shelf {
  const places = sortFiles(files)
  const problems: Problem[] = [...places.problems]

  const organizations = readChanged(before.readings.organization)
  const serviceFiles = readChanged(before.readings.services)
  const playbookFiles = readChanged(before.readings.playbooks)

  /** The value read, or the one kept; its problems are noted either way. */
  const choose = <T>(
    file: string,
    service: string | undefined,
    read: (bytes: Uint8Array) => Reading<T>,
    kept: T | undefined,
  ) => {
    const found = files.get(file)
    const reading: Reading<T> =
      found instanceof Uint8Array
        ? read(found)
        : whole(found?.says ?? 'This file is missing: write it, or put it back')
    if (reading.ok) return reading.value
    const about = { file, ...(service === undefined ? {} : { service }), kept: kept !== undefined }
    problems.push(...reading.mistakes.map((one) => ({ ...about, ...one })))
    return kept
  }

  const home = places.organization
  const organization = choose(
    home,
    undefined,
    (bytes) => organizations.read(home, bytes, undefined, () => readOrganization(bytes)),
    before.organization,
  )
  if (!organization) return { ...emptyShelf, problems }

  const services = new Map<string, Service>()
  const playbooks = new Map<string, PinnedPlaybook>()
  for (const { id, file, playbooks: inside } of places.services satisfies Folders) {
    const service = choose(
      file,
      id,
      (bytes) => serviceFiles.read(file, bytes, organization, () => readService(bytes, id, organization)),
      before.services.get(id),
    )
    if (service) services.set(id, service)
    for (const one of inside) {
      const name = { id: one.id, service: id }
      const playbook = choose(
        one.file,
        id,
        (bytes) =>
          playbookFiles.read(one.file, bytes, service, () => {
            const reading = readPlaybook(bytes, name, catalogue, service)
            return reading.ok ? { ok: true, value: pin(reading.value) } : reading
          }),
        before.playbooks.get(one.id),
      )
      if (playbook && service) playbooks.set(one.id, playbook)
    }
  }
  const readings = {
    organization: organizations.again,
    services: serviceFiles.again,
    playbooks: playbookFiles.again,
  }
  return { organization, services, playbooks, problems, readings }
}

const whole = (says: string): Reading<never> => ({
  ok: false,
  mistakes: [{ line: 1, column: 1, path: '', says }],
})
