import type { ConfigMap } from '../../app/ports/cluster-objects.ts'
import { nearest } from '../../domain/nearest.ts'
import type { Note } from '../finding.ts'
import type { ServiceFolder } from '../folder.ts'
import { type Use, usesOf } from '../uses.ts'
import type { Ask, Asked } from './ask.ts'

/** Whether ConfigMaps hold the keys that steps expect, show or set: a misspelt one is set without effect. */
export async function liveConfigKeys({ service, playbooks }: ServiceFolder, ask: Ask): Promise<Note[]> {
  const { namespace, targets } = service
  const read = await Promise.all(
    targets.configmaps.map(
      async (name): Promise<[string, Asked<ConfigMap | undefined>]> => [
        name,
        await ask(({ instruments: { cluster } }) => cluster.configMap({ namespace, name })),
      ],
    ),
  )
  const held = new Map(read.flatMap(([name, one]) => (one.ok && one.value ? [[name, one.value.data]] : [])))
  return playbooks.flatMap(({ playbook, file }) =>
    usesOf(playbook).flatMap((use): Note[] => {
      const data = held.get(String(use.input.configmap))
      if (!data) return []
      return keysOf(use).flatMap(({ path, key, name }): Note[] => {
        if (Object.hasOwn(data, name)) return []
        const meant = nearest(name, Object.keys(data))
        return [
          {
            file,
            path: [...use.path, ...path],
            ...(key === undefined ? {} : { key }),
            rule: 'config-key-missing',
            says: `The ConfigMap ${String(use.input.configmap)} holds no ${name}`,
            advice: meant
              ? `Did you mean ${meant}?`
              : 'Correct it, if whatever reads the ConfigMap knows no such key',
          },
        ]
      })
    }),
  )
}

/** Keys named as keys of a map, or as entries of a list. */
function keysOf({ input }: Use): { path: (string | number)[]; key?: string; name: string }[] {
  const inMap = (['expect', 'set'] as const).flatMap((where) => {
    const map = input[where]
    if (typeof map !== 'object' || map === null || Array.isArray(map)) return []
    return Object.entries(map).flatMap(([name, value]) =>
      value === null ? [] : [{ path: [where], key: name, name }],
    )
  })
  const listed = [input.keys]
    .flat()
    .flatMap((name, n) => (typeof name === 'string' ? [{ path: ['keys', n], name }] : []))
  return [...inMap, ...listed]
}
