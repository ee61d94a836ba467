import { open, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { maxBytes } from './decode-text.ts'

/** Bytes of each YAML file by its path in the folder (`nqba/service.yml`), or why it could not be read. */
export type Files = ReadonlyMap<string, Uint8Array | { says: string }>

/**
 * The YAML files of the folder and of the folders in it. Names that start with a dot are left alone:
 * Kubernetes keeps the versions of a mounted config map there. Throws when the folder itself cannot be read.
 */
export async function readFolder(
  folder: string,
  wanted: (file: string) => boolean = () => true,
): Promise<Files> {
  const files = new Map<string, Uint8Array | { says: string }>()
  const buffer = new Uint8Array(maxBytes + 1)
  for (const file of (await listFiles(folder)).filter(wanted)) {
    const bytes = await readSome(path.join(folder, file), buffer)
    if (bytes) files.set(file, bytes)
  }
  return files
}

/** Changes when a file does: names, sizes and times of change. */
export async function fingerprint(folder: string): Promise<string> {
  const lines = await Promise.all(
    (await listFiles(folder)).map(async (file) => {
      const found = await stat(path.join(folder, file)).catch(() => undefined)
      return `${file} ${found?.ino} ${found?.size} ${found?.mtimeMs} ${found?.ctimeMs}`
    }),
  )
  return lines.join('\n')
}

async function listFiles(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const name of await visible(folder)) {
    const kind = await kindOf(path.join(folder, name))
    if (kind === 'file' && isYaml(name)) found.push(name)
    if (kind !== 'folder') continue
    for (const inner of await visible(path.join(folder, name)).catch(() => []))
      found.push(...(await inside(folder, `${name}/${inner}`)))
  }
  return found.sort()
}

/** Folders within a service's. Others are left alone: drafts, an archive. */
const rooms: ReadonlySet<string> = new Set(['checklists', 'maintenance'])

/** A file of a service, or those of a folder in its folder: checklists, maintenance. */
async function inside(folder: string, place: string): Promise<string[]> {
  const kind = await kindOf(path.join(folder, place))
  if (kind === 'file') return isYaml(place) ? [place] : []
  if (kind !== 'folder' || !rooms.has(path.basename(place))) return []
  const names = (await visible(path.join(folder, place)).catch(() => [])).filter(isYaml)
  const kinds = await Promise.all(names.map((name) => kindOf(path.join(folder, place, name))))
  return names.filter((_, n) => kinds[n] === 'file').map((name) => `${place}/${name}`)
}

const visible = async (folder: string) => (await readdir(folder)).filter((name) => !name.startsWith('.'))
const isYaml = (name: string) => /\.ya?ml$/.test(name)

async function kindOf(place: string): Promise<'file' | 'folder' | undefined> {
  const found = await stat(place).catch(() => undefined)
  return found?.isFile() ? 'file' : found?.isDirectory() ? 'folder' : undefined
}

/**
 * What fits into the buffer, which is one byte more than allowed: enough to know that it is too many. All files
 * share it, as the memory of a buffer for each would not be given back. Undefined: gone meanwhile.
 */
async function readSome(
  place: string,
  buffer: Uint8Array,
): Promise<Uint8Array | { says: string } | undefined> {
  try {
    await using file = await open(place)
    let length = 0
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length)
      if (bytesRead === 0) return buffer.slice(0, length)
      length += bytesRead
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT') return undefined
    return {
      says: `This file cannot be read (${code || 'unknown error'}): is it open to the user Muster runs as?`,
    }
  }
}
