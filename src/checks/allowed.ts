import type { Service } from '../domain/service.ts'

const kinds = { deployments: 'deployment', configmaps: 'ConfigMap', caches: 'cache' } as const
type Kind = keyof typeof kinds

const named = (target: string | { name: string }): string =>
  typeof target === 'string' ? target : target.name

/** Why this may not be touched, as a sentence that says what to add to service.yml; undefined when it may. */
export function notListed(service: Service, kind: Kind, name: string): string | undefined {
  if (service.targets[kind].some((target) => named(target) === name)) return undefined
  const entry = kind === 'caches' ? `name: ${name}` : name
  return `${name} is not a ${kinds[kind]} Muster may touch for ${service.name}: add "- ${entry}" under targets.${kind} in ${service.id}/service.yml`
}

/** Same scheme, host and port, and the path itself or below it. A query of the listed address is no part of it. */
function covers(listed: string, wanted: URL): boolean {
  if (!URL.canParse(listed)) return false
  const base = new URL(listed)
  const path = base.pathname.replace(/\/+$/, '')
  return base.origin === wanted.origin && (wanted.pathname === path || wanted.pathname.startsWith(`${path}/`))
}

/** Why an address may not be asked; undefined when it may. */
export function urlNotListed(service: Service, url: string): string | undefined {
  const wanted = URL.canParse(url) ? new URL(url) : undefined
  if (!wanted || !['http:', 'https:'].includes(wanted.protocol))
    return `${url} is not an http or https address`
  if (wanted.username || wanted.password) return 'An address with a name and password in it is not asked'
  if (service.targets.urls.some((listed) => covers(listed, wanted))) return undefined
  return `${wanted.origin}${wanted.pathname} is not an address Muster may ask for ${service.name}: add "- ${wanted.origin}${wanted.pathname}" under targets.urls in ${service.id}/service.yml`
}
