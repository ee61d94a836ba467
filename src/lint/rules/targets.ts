import { nearest } from '../../domain/nearest.ts'
import type { Note } from '../finding.ts'
import type { ServiceFolder } from '../folder.ts'

/** Targets listed twice, addresses that are never asked, and limits on what is no target. */
export function targetsRule(folder: ServiceFolder): Note[] {
  return [...twice(folder), ...sharedNames(folder), ...secrets(folder), ...limits(folder)]
}

const earlier = (names: readonly string[], n: number) => names.indexOf(names[n] ?? '') < n

const twice = ({ service: { targets }, file }: ServiceFolder): Note[] =>
  (['deployments', 'configmaps', 'urls'] as const).flatMap((kind) =>
    targets[kind].flatMap((name, n): Note[] =>
      earlier(targets[kind], n)
        ? [
            {
              file,
              path: ['targets', kind, n],
              rule: 'duplicate-target',
              says: `${name} is listed twice`,
              advice: 'Keep one',
            },
          ]
        : [],
    ),
  )

const sharedNames = ({ service: { targets }, file }: ServiceFolder): Note[] => {
  const names = targets.caches.map(({ name }) => name)
  return names.flatMap((name, n): Note[] =>
    earlier(names, n)
      ? [
          {
            file,
            path: ['targets', 'caches', n, 'name'],
            rule: 'duplicate-name',
            says: `Two caches are called ${name}: only the first is ever meant`,
            advice: 'Rename one',
          },
        ]
      : [],
  )
}

const secrets = ({ service: { targets }, file }: ServiceFolder): Note[] =>
  targets.urls.flatMap((url, n): Note[] => {
    const { username, password } = new URL(url)
    if (!username && !password) return []
    return [
      {
        file,
        path: ['targets', 'urls', n],
        rule: 'url-secret',
        says: 'This address holds a name and password: it is never asked, and everybody who reads this file knows them',
        advice: 'Take them out, and change the password',
      },
    ]
  })

function limits({ service, file }: ServiceFolder): Note[] {
  const { maxReplicas, maxResources, frozen } = service.limits
  const { deployments, configmaps, caches } = service.targets
  const all = [...deployments, ...configmaps, ...caches.map(({ name }) => name)]
  const unknown = (name: string, known: readonly string[], where: Pick<Note, 'path' | 'key'>): Note[] => {
    const bare = name.replace(/^(deployment|configmap|cache)\//, '')
    if (known.includes(bare)) return []
    const meant = nearest(bare, known)
    return [
      {
        file,
        ...where,
        rule: 'limit-unknown',
        says: `${name} is limited here and is none of the targets`,
        advice: meant ? `Did you mean ${meant}?` : 'Delete it, or list it under targets',
      },
    ]
  }
  return [
    ...Object.entries({ maxReplicas, maxResources }).flatMap(([limit, by]) =>
      Object.keys(by).flatMap((key) => unknown(key, deployments, { path: ['limits', limit], key })),
    ),
    ...frozen.flatMap((name, n) => unknown(name, all, { path: ['limits', 'frozen', n] })),
  ]
}
