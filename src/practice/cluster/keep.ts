import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { kubeObject } from './object.ts'
import type { Store } from './store.ts'

const dump = z.object({ version: z.number(), objects: z.record(z.string(), z.array(kubeObject)) })

/** Puts back what an earlier run kept; false where there is nothing to put back. */
export async function restore(store: Store, path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return false
  store.load(dump.parse(JSON.parse(text)))
  return true
}

/** Written beside and renamed, so that a kill never leaves half a file. */
export async function keep(store: Store, path: string): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(store.dump()), { mode: 0o600 })
  await rename(`${path}.new`, path)
}
