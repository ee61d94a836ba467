import { openCache } from '../../remediations/cache/access.ts'
import type { Note } from '../finding.ts'
import type { ServiceFolder } from '../folder.ts'
import type { Ask } from './ask.ts'

/** Whether each cache answers how many keys it holds, by the way a remediation would take. */
export async function liveCaches({ service, file }: ServiceFolder, ask: Ask): Promise<Note[]> {
  const notes = await Promise.all(
    service.targets.caches.map(async (cache, n): Promise<Note[]> => {
      const found = await ask(async ({ instruments }) =>
        (await openCache(cache, service.namespace, instruments)).size(),
      )
      if (found.ok) return []
      const [says = '', ...more] = found.says.split('\n')
      return [
        {
          file,
          path: ['targets', 'caches', n, cache.url === undefined ? 'selector' : 'url'],
          rule: 'cache-unreachable',
          says: `The cache ${cache.name} cannot be reached: ${says}`,
          advice:
            more.join('\n').trimEnd() ||
            (cache.url === undefined
              ? 'Name labels of exactly one ready pod with redis-cli in it, and its container'
              : 'Correct the address, or open the way to it from where Muster runs'),
        },
      ]
    }),
  )
  return notes.flat()
}
