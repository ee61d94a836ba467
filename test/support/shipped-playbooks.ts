import { cp } from 'node:fs/promises'
import path from 'node:path'

/** Copies the shipped playbooks of some services: to read those of all takes longer than most tests do. */
export async function shippedPlaybooks(
  folder: string,
  services: readonly string[] = ['nqba'],
): Promise<string> {
  for (const name of ['organization.yml', ...services])
    await cp(path.join('playbooks', name), path.join(folder, name), { recursive: true })
  return folder
}

/** NQBA with its playbook for an outage of Dynex alone: for bots that are started again and again. */
export async function outagePlaybook(folder: string): Promise<string> {
  for (const name of ['organization.yml', 'nqba/service.yml', 'nqba/dynex-outage.yml'])
    await cp(path.join('playbooks', name), path.join(folder, name))
  return folder
}
