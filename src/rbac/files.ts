import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Service } from '../domain/service.ts'
import type { Account } from './account.ts'
import { admissionYaml } from './admission.ts'
import type { Tools } from './grants.ts'
import { serviceYaml } from './service-file.ts'

/** Shared by all services; the account, and what it may change. */
const shared = 'muster.yml'

/** The files of a folder, by name. Throws where a service is called as the shared file is. */
export function rbacFiles(services: readonly Service[], tools: Tools, account: Account): Map<string, string> {
  const files = new Map([[shared, admissionYaml(account)]])
  for (const service of services) {
    const name = `${service.id}.yml`
    if (files.has(name)) throw new Error(`A service cannot be called ${service.id}: ${shared} is taken`)
    files.set(name, serviceYaml(service, tools, account))
  }
  return files
}

export async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [name, text] of files) await writeFile(join(folder, name), text)
}

/** A line for each file that is not as it should be: other, missing, or of no service any more. */
export async function differences(folder: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const there = await readdir(folder).catch((error: unknown): string[] => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  const wrong: string[] = []
  for (const [name, text] of files)
    if (!there.includes(name)) wrong.push(`${join(folder, name)} is missing`)
    else if ((await readFile(join(folder, name), 'utf8')) !== text)
      wrong.push(`${join(folder, name)} is not what service.yml and the code ask for`)
  for (const name of there.filter((one) => /\.ya?ml$/.test(one) && !files.has(one)))
    wrong.push(`${join(folder, name)} is of no service any more: its rights are still given`)
  return wrong
}
