import { mkdirSync, renameSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Library, LibraryChange, Problem } from '../../src/app/ports/library.ts'
import {
  type LibraryOptions,
  LibraryUnreadable,
  openLibrary,
  sayProblem,
} from '../../src/library/open-library.ts'
import { sampleCatalogue } from './sample-catalogue.ts'
import { organization, playbook, sampleFolder, service } from './sample-folder.ts'

const opened: Library[] = []
afterEach(() => {
  for (const library of opened.splice(0)) library.close()
})

async function open(folder: string, options: Partial<LibraryOptions> = {}) {
  const told: Problem[] = []
  const library = await openLibrary({
    folder,
    catalogue: sampleCatalogue,
    onProblem: (problem) => told.push(problem),
    watch: false,
    ...options,
  })
  opened.push(library)
  return { library, told }
}

const nextChange = (library: Library) =>
  new Promise<LibraryChange>((resolve) => {
    const stop = library.onChange((change) => {
      stop()
      resolve(change)
    })
  })

describe('a good folder', () => {
  test('holds the organization, its services and their playbooks', async () => {
    const { library } = await open(sampleFolder({ 'README.md': '# hi', 'shop/notes.txt': 'x' }).folder)
    expect(library.organization().name).toBe('Example')
    expect(library.services().map((one) => one.id)).toEqual(['shop'])
    expect(library.service('shop')?.namespace).toBe('shop')
    expect(library.playbooks('shop').map((one) => one.playbook.id)).toEqual(['shop/slow'])
    expect(library.playbooks('other')).toEqual([])
    expect(library.playbook('shop/slow')?.playbook.title).toBe('Shop is slow')
    expect(library.problems()).toEqual([])
  })

  test('says who we are and what we run without its playbooks, to whoever asks for no more', async () => {
    const { folder } = sampleFolder({ 'shop/broken.yml': 'title: [half writ' })
    const { library, told } = await open(folder, { playbooks: false })
    expect(library.organization().name).toBe('Example')
    expect(library.services().map((one) => one.id)).toEqual(['shop'])
    expect(library.playbooks()).toEqual([])
    expect(told).toEqual([])
  })

  test('a digest tells what a playbook says, not how it is written', async () => {
    const first = await open(sampleFolder().folder)
    const same = await open(sampleFolder({ 'shop/slow.yml': `# a remark\n${playbook}\n` }).folder)
    const other = await open(sampleFolder({ 'shop/slow.yml': playbook.replace('5m', '6m') }).folder)
    const digest = ({ library }: { library: Library }) => library.playbook('shop/slow')?.digest
    expect(digest(first)).toMatch(/^[0-9a-f]{64}$/)
    expect(digest(same)).toBe(digest(first))
    expect(digest(other)).not.toBe(digest(first))
  })
})

describe('at the first start', () => {
  test('a broken organization.yml stops, and every line to mend is listed', async () => {
    const { folder } = sampleFolder({
      'organization.yml': organization.replace('lead', 'laed').replace('name:', 'nmae:'),
    })
    const stopped = await open(folder).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(stopped).toBeInstanceOf(LibraryUnreadable)
    expect(String(stopped)).toContain(
      `${path.join(folder, 'organization.yml')}:1:1  “nmae” is not a key here; did you mean name?`,
    )
    expect(String(stopped)).toContain('organization.yml:3:64  “laed” is not one of')
  })

  test('a missing organization.yml, or a missing folder, stops too', async () => {
    const { folder, remove } = sampleFolder()
    remove('organization.yml')
    await expect(open(folder)).rejects.toThrow(/organization\.yml:1:1 {2}This file is missing/)
    await expect(open(path.join(folder, 'none'))).rejects.toThrow(/folder cannot be read \(ENOENT\)/)
  })

  test('a broken playbook is left out, and its service’s owners can be told', async () => {
    const { library, told } = await open(sampleFolder({ 'shop/bad.yml': 'title: Bad\nphases: 7\n' }).folder)
    expect(library.playbooks().map((one) => one.playbook.id)).toEqual(['shop/slow'])
    expect(told).toEqual([
      {
        file: 'shop/bad.yml',
        line: 2,
        column: 9,
        path: 'phases',
        says: 'phases has to be a list and is a number',
        service: 'shop',
        kept: false,
      },
    ])
    expect(told.map(sayProblem)).toEqual([
      'shop/bad.yml:2:9 phases has to be a list and is a number (left out until mended)',
    ])
  })

  test('a broken service is left out with its playbooks; the others work', async () => {
    const { library, told } = await open(
      sampleFolder({ 'till/service.yml': 'x: 1', 'till/slow.yml': playbook }).folder,
    )
    expect(library.services().map((one) => one.id)).toEqual(['shop'])
    expect(library.playbook('till/slow')).toBeUndefined()
    expect(told.every((one) => one.file === 'till/service.yml' && one.service === 'till')).toBe(true)
  })

  test('a folder of playbooks without service.yml is pointed out', async () => {
    const { told } = await open(sampleFolder({ 'till/slow.yml': playbook }).folder)
    expect(told.map((one) => `${one.file} ${one.says}`)).toEqual([
      'till/service.yml This file is missing: write it, or put it back',
    ])
  })

  test.each([
    ['a playbook outside a service', 'stray.yml', /^stray\.yml Only organization\.yml stands here/],
    [
      'a name with capitals',
      'shop/Slow.yml',
      /^shop\/Slow\.yml Folders and files are named in small letters/,
    ],
    ['the same name twice', 'shop/slow.yaml', /^shop\/slow\.yml shop\/slow\.yaml is here too: keep one/],
  ])('%s is pointed out', async (_, file, says) => {
    const { told } = await open(sampleFolder({ [file]: playbook }).folder)
    expect(told.map((one) => `${one.file} ${one.says}`)).toEqual([expect.stringMatching(says)])
  })
})

describe('when files change', () => {
  test('what is new is used, and what changed is named', async () => {
    const { folder, write } = sampleFolder()
    const { library } = await open(folder)
    write('shop/slow.yml', playbook.replace('Shop is slow', 'Shop is very slow'))
    write('till/service.yml', service.replace('Shop', 'Till'))
    expect(await library.reload()).toEqual({
      organization: false,
      services: ['till'],
      playbooks: ['shop/slow'],
    })
    expect(library.playbook('shop/slow')?.playbook.title).toBe('Shop is very slow')
  })

  test('nobody is disturbed when nothing changed', async () => {
    const { library } = await open(sampleFolder().folder)
    library.onChange(() => {
      throw new Error('disturbed')
    })
    expect(await library.reload()).toEqual({ organization: false, services: [], playbooks: [] })
  })

  test('only files that changed are read again, and the playbooks of a service that did', async () => {
    const { folder, write } = sampleFolder({
      'shop/quick.yml': playbook,
      'till/service.yml': service,
      'till/slow.yml': playbook,
    })
    const { library } = await open(folder)
    const pinned = () => ['shop/quick', 'shop/slow', 'till/slow'].map((id) => library.playbook(id))
    const readAnew = async (file: string, text: string) => {
      const before = pinned()
      write(file, text)
      await library.reload()
      return pinned().flatMap((one, n) => (one === before[n] ? [] : [one?.playbook.id]))
    }
    expect(await readAnew('shop/slow.yml', playbook)).toEqual([])
    expect(await readAnew('shop/slow.yml', playbook.replace('5m', '6m'))).toEqual(['shop/slow'])
    expect(await readAnew('till/service.yml', `${service}dashboards: []\n`)).toEqual(['till/slow'])
    expect(await readAnew('organization.yml', `# a remark\n${organization}`)).toHaveLength(3)
  })

  test('what was refused is read again, as a pattern may have taken too long on a busy machine', async () => {
    let busy = true
    const input = z.object({ url: z.url() }).refine(() => !busy, 'It took too long')
    const [http] = sampleCatalogue.checks
    const checks = sampleCatalogue.checks.map((one) => (one === http ? { ...one, input } : one))
    const { library } = await open(sampleFolder().folder, { catalogue: { ...sampleCatalogue, checks } })
    expect(library.problems().map((one) => one.file)).toEqual(['shop/slow.yml'])
    busy = false
    expect((await library.reload()).playbooks).toEqual(['shop/slow'])
    expect(library.problems()).toEqual([])
  })

  test.each([
    ['playbook', 'shop/slow.yml'],
    ['service', 'shop/service.yml'],
    ['organization', 'organization.yml'],
  ])('the last good version of a broken %s stays, until it is mended', async (_, file) => {
    const { folder, write } = sampleFolder()
    const { library, told } = await open(folder)
    const before = [library.organization(), library.services(), library.playbooks()]
    write(file, 'title: [half writ')
    await library.reload()
    await library.reload()
    expect([library.organization(), library.services(), library.playbooks()]).toEqual(before)
    expect(told.map((one) => [one.file, one.kept])).toEqual([[file, true]])
    expect(library.problems()).toEqual(told)

    write(file, { 'shop/slow.yml': playbook, 'shop/service.yml': service }[file] ?? organization)
    await library.reload()
    expect(library.problems()).toEqual([])
  })

  test('a playbook that service.yml no longer allows keeps its last good version, with a problem', async () => {
    const { folder, write } = sampleFolder()
    const { library, told } = await open(folder)
    write('shop/service.yml', service.replace('[web]', '[shop-web]'))
    await library.reload()
    expect(library.playbook('shop/slow')).toBeDefined()
    expect(told.map((one) => `${one.file}:${one.line}`)).toEqual(['shop/slow.yml:15', 'shop/slow.yml:24'])
  })

  test('a removed playbook is gone, and so is a removed service', async () => {
    const { folder, remove } = sampleFolder({ 'till/service.yml': service, 'till/slow.yml': playbook })
    const { library } = await open(folder)
    remove('shop/slow.yml')
    remove('till')
    expect(await library.reload()).toEqual({
      organization: false,
      services: ['till'],
      playbooks: ['shop/slow', 'till/slow'],
    })
    expect(library.playbooks()).toEqual([])
  })

  test('everything stays when the whole folder is out of reach for a while', async () => {
    const { folder } = sampleFolder()
    const { library, told } = await open(folder)
    renameSync(folder, `${folder}-away`)
    await library.reload()
    expect(library.playbooks()).toHaveLength(1)
    expect(told.map((one) => one.kept)).toEqual([true])
    renameSync(`${folder}-away`, folder)
    await library.reload()
    expect(library.problems()).toEqual([])
  })

  test.skipIf(process.platform !== 'linux')(
    'a file that cannot be read is a problem, not a crash',
    async () => {
      const { folder, remove } = sampleFolder()
      const { library, told } = await open(folder)
      remove('shop/slow.yml')
      // Looks like a file, and answers every reading at its start with an I/O error.
      symlinkSync('/proc/self/mem', path.join(folder, 'shop/slow.yml'))
      await library.reload()
      expect(library.playbooks()).toHaveLength(1)
      expect(told.map((one) => one.says)).toEqual([expect.stringContaining('cannot be read (EIO)')])
    },
  )
})

describe('watching', () => {
  test('a saved file is in use without anybody asking', async () => {
    const { folder, write } = sampleFolder()
    const { library } = await open(folder, { watch: true })
    const change = nextChange(library)
    write('shop/slow.yml', playbook.replace('slow', 'very slow'))
    expect(await change).toMatchObject({ playbooks: ['shop/slow'] })
  })

  test('a new service in a new folder is seen too', async () => {
    const { folder, write } = sampleFolder()
    const { library } = await open(folder, { watch: true, pollMs: 20 })
    const change = nextChange(library)
    write('till/service.yml', service)
    expect(await change).toMatchObject({ services: ['till'] })
  })

  test('a config map mounted by Kubernetes is followed when its version is swapped', async () => {
    const { folder } = sampleFolder()
    const mount = sampleFolder()
    for (const file of ['organization.yml', 'shop']) mount.remove(file)
    const point = (to: string) => {
      symlinkSync(to, path.join(mount.folder, '..new'))
      renameSync(path.join(mount.folder, '..new'), path.join(mount.folder, '..data'))
    }
    point(folder)
    for (const name of ['organization.yml', 'shop'])
      symlinkSync(path.join('..data', name), path.join(mount.folder, name))
    const { library } = await open(mount.folder, { watch: true, pollMs: 20 })
    expect(library.problems()).toEqual([])
    const change = nextChange(library)
    point(sampleFolder({ 'shop/slow.yml': playbook.replace('slow', 'gone') }).folder)
    await change
    expect(library.playbook('shop/slow')?.playbook.title).toBe('Shop is gone')
  })

  test('folders deeper than a service’s are left alone', async () => {
    const { folder, write } = sampleFolder()
    mkdirSync(path.join(folder, 'shop/archive'))
    write('shop/archive/old.yml', 'not: [yaml')
    expect((await open(folder)).library.problems()).toEqual([])
  })
})
