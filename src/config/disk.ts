import { statSync } from 'node:fs'

/** What stands at a path. */
export type Disk = (path: string) => 'file' | 'folder' | undefined

export const disk: Disk = (path) => {
  const found = statSync(path, { throwIfNoEntry: false })
  return found?.isDirectory() ? 'folder' : found ? 'file' : undefined
}
