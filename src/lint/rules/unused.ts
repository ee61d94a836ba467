import type { JsonObject } from '../../domain/json.ts'
import type { Note } from '../finding.ts'
import type { ServiceFolder } from '../folder.ts'
import { type Use, usesOf } from '../uses.ts'

/** Targets that no playbook names. They may still be meant for `/incident fix`: hints only. */
export function unusedRule({ service, file, playbooks }: ServiceFolder): Note[] {
  if (playbooks.length === 0) return []
  const uses = playbooks.flatMap(({ playbook }) => usesOf(playbook))
  const named = (...keys: string[]) => new Set(uses.flatMap(({ input }) => textsAt(input, keys)))
  const { deployments, configmaps, caches, urls } = service.targets
  const asked = [...named('url')].filter((url) => URL.canParse(url))
  const unasked = (url: string) => !asked.some((one) => below(url, one))
  const hint = (path: Note['path'], name: string): Note => ({
    file,
    path,
    rule: 'unused-target',
    says: `No playbook names ${name}`,
    advice: 'Take it out if nobody should touch it; /incident fix can, as long as it is listed',
  })
  const absent = (kind: string, names: readonly string[], used: Set<string>, key?: string) =>
    names.flatMap((name, n) =>
      used.has(name) ? [] : [hint(['targets', kind, n, ...(key ? [key] : [])], name)],
    )
  return [
    ...absent('deployments', deployments, named('deployment', 'deployments', 'restart')),
    ...absent('configmaps', configmaps, named('configmap')),
    ...absent(
      'caches',
      caches.map(({ name }) => name),
      named('cache'),
      'name',
    ),
    ...urls.flatMap((url, n) => (unasked(url) ? [hint(['targets', 'urls', n], url)] : [])),
    ...undone(uses, { service, file, playbooks }),
  ]
}

function undone(uses: readonly Use[], { service, file }: ServiceFolder): Note[] {
  const run = new Set(uses.flatMap(({ input }) => textsAt(input, ['command', 'request'])))
  const back = new Set([...service.commands, ...service.requests].map(({ undo }) => undo?.name))
  return (['commands', 'requests'] as const).flatMap((kind) =>
    service[kind].flatMap(({ name, lasting, undo }, n): Note[] => [
      ...(run.has(name) || back.has(name)
        ? []
        : [
            {
              file,
              path: [kind, n, 'name'],
              rule: 'unused-declaration' as const,
              says: `No playbook runs ${name}`,
              advice: 'Take it out if nobody should run it; /incident fix can, as long as it is declared',
            },
          ]),
      ...(lasting && !undo
        ? [
            {
              file,
              path: [kind, n],
              key: 'lasting',
              rule: 'lasting-no-undo' as const,
              says: `What ${name} does stays, and nothing is declared that puts it back`,
              advice: 'Name under undo what puts it back',
            },
          ]
        : []),
    ]),
  )
}

const textsAt = (input: JsonObject, keys: readonly string[]): string[] =>
  keys.flatMap((key) => [input[key]].flat()).filter((one) => typeof one === 'string')

function below(listed: string, wanted: string): boolean {
  const [base, asked] = [new URL(listed), new URL(wanted)]
  return (
    base.origin === asked.origin && `${asked.pathname}/`.startsWith(`${base.pathname.replace(/\/+$/, '')}/`)
  )
}
