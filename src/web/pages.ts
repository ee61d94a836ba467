import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Pages } from '../app/ports/pages.ts'

/** Pages as files under a folder. A path that leads out of it is refused. */
export function openPages(folder: string): Pages {
  const root = path.resolve(folder)
  const inside = (relative: string) => {
    const file = path.resolve(root, relative)
    if (!file.startsWith(root + path.sep)) throw new Error(`${relative} is not inside the data folder`)
    return file
  }
  return {
    async read(relative) {
      try {
        return await readFile(inside(relative), 'utf8')
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
    async write(relative, text) {
      const file = inside(relative)
      await mkdir(path.dirname(file), { recursive: true })
      const beside = `${file}.${randomUUID()}.new`
      try {
        await writeWhole(beside, text)
        await rename(beside, file)
      } catch (error) {
        await rm(beside, { force: true })
        throw error
      }
    },
  }
}

/** On the disk, not only in its cache, when this returns. */
async function writeWhole(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx')
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
