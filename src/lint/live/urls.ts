import type { Path } from '../../library/mistake.ts'
import type { Note } from '../finding.ts'
import type { ServiceFolder } from '../folder.ts'
import { usesOf } from '../uses.ts'
import type { Ask } from './ask.ts'

type Address = { url: string; file: string; path: Path; expected?: number; any?: boolean }

/** Whether addresses answer. Each is asked once, and told where it is first named. */
export async function liveUrls(folder: ServiceFolder, ask: Ask, timeoutMs: number): Promise<Note[]> {
  const addresses = [...new Map(addressesOf(folder).map((one) => [one.url, one])).values()]
  const notes = await Promise.all(
    addresses.map(async ({ url, file, path, expected, any }): Promise<Note[]> => {
      const found = await ask(({ instruments: { http }, signal }) => http.get(url, { timeoutMs, signal }))
      if (!found.ok)
        return [
          {
            file,
            path,
            rule: 'url-silent',
            says: `${url} cannot be asked: ${found.says}`,
            advice: 'Correct it, or open the way to it from where Muster runs',
          },
        ]
      const { status } = found.value
      if (any || status < 400 || status === expected) return []
      return [
        {
          file,
          path,
          rule: 'url-refuses',
          says: `${url} answers ${status}`,
          advice: 'Look at it with curl -i: is the path right, and may it be asked without a login?',
        },
      ]
    }),
  )
  return notes.flat()
}

/** Later entries win: a step knows best what its address should answer. A change is never sent: its host is asked. */
function addressesOf({ service, file, playbooks }: ServiceFolder): Address[] {
  const { urls } = service.targets
  const plain = (url: string) => !new URL(url).username
  return [
    ...service.requests.map(({ url }, n) => ({
      url: `${new URL(url).origin}/`,
      file,
      path: ['requests', n, 'url'],
      any: true,
    })),
    ...(service.prometheus
      ? [
          {
            url: `${service.prometheus.replace(/\/+$/, '')}/api/v1/query?query=up`,
            file,
            path: ['prometheus'],
          },
        ]
      : []),
    // Others lie below it, and itself it may be nothing.
    ...urls.flatMap((url, n) => (plain(url) ? [{ url, file, path: ['targets', 'urls', n], any: true }] : [])),
    ...playbooks.flatMap(({ playbook, file: own }) =>
      usesOf(playbook).flatMap(({ input, path }) => {
        const { url, expect } = input
        if (typeof url !== 'string' || !URL.canParse(url)) return []
        const status = typeof expect === 'object' && expect && 'status' in expect ? expect.status : undefined
        const expected = typeof status === 'number' ? { expected: status } : {}
        return [{ url, file: own, path: [...path, 'url'], ...expected }]
      }),
    ),
  ]
}
