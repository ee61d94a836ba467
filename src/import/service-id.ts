import { slug } from './outline/title.ts'

const wellNamed = /^[a-z0-9][a-z0-9-]{0,59}$/

export const isServiceId = (id: string): boolean => wellNamed.test(id)

/** The id of a service by the name of its document: `NQBA Runbook.md` is nqba. */
export function serviceIdOf(fileName: string): string {
  const stem = fileName.replace(/\.\w{1,12}$/, '')
  const id = slug(
    stem.replace(
      /[-_ ]*(?:operations?|operational)?[-_ ]*(?:runbooks?|playbooks?|guide|manual|readme)$/i,
      '',
    ),
  )
  return isServiceId(id) ? id : slug(stem) || 'service'
}
