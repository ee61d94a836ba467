import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { shippedPlaybooks } from '../../support/shipped-playbooks.ts'

/** A playbook folder of the test's own: the shipped one, with some files changed or added. */
export type OwnPlaybooks = {
  folder: string
  /** Rewrites a file; nobody has read it yet when this settles. */
  edit(file: string, change: (text: string) => string): Promise<void>
}

export async function ownPlaybooks(
  files: Record<string, (text: string) => string> = {},
): Promise<OwnPlaybooks> {
  const folder = await mkdtemp(path.join(tmpdir(), 'playbooks-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await shippedPlaybooks(folder)
  const edit = async (file: string, change: (text: string) => string) => {
    const full = path.join(folder, file)
    const before = await readFile(full, 'utf8').catch(() => '')
    const after = change(before)
    if (after === before) throw new Error(`${file} stays as it was`)
    await writeFile(full, after)
  }
  for (const [file, change] of Object.entries(files)) await edit(file, change)
  return { folder, edit }
}
