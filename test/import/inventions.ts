import { parse } from 'yaml'
import type { Imported } from '../../src/import/import-runbook.ts'
import { stepsOf } from './laws.ts'

/** Muster's own words, and a flag's long form: nothing of anybody's production. */
const ours =
  /^(?:--container=|undecided(?:=.*)?|Undecided(?: too)?|U0UNDECIDED2?|\/incident fix run-command .*|```)$/

/** Commands, addresses and names of the drafts that the source does not hold. */
export function inventions(imported: Imported, source: string): string[] {
  const flat = (text: string) =>
    text
      .replace(/\\\n/g, ' ')
      .replace(/\\(["\\$`])/g, '$1')
      .replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069\uE000-\uE00F"'\\]+/gu, ' ')
      .trim()
  const all = flat(source.toWellFormed())
  const bare = all.replaceAll(' ', '')
  const holds = (text: string) =>
    ours.test(text.trim()) || all.includes(flat(text)) || bare.includes(flat(text).replaceAll(' ', ''))
  return [...new Set(named(imported))].filter((one) => !holds(one))
}

function named(imported: Imported): string[] {
  const service = parse(imported.files.find(({ kind }) => kind === 'service')?.text ?? '')
  const people = parse(imported.files.find(({ kind }) => kind === 'organization')?.text ?? '')?.people ?? []
  const { targets = {}, commands = [], dashboards = [] } = service
  return [
    service.namespace,
    ...targets.deployments,
    ...targets.configmaps,
    ...targets.urls,
    ...targets.caches.flatMap((one: Record<string, string>) => [one.name ?? '', one.selector ?? '']),
    ...commands.flatMap(({ run }: { run: string[] }) => run.flatMap((word) => word.split(/\{[\w-]+\}/))),
    ...dashboards.map(({ url }: { url: string }) => url),
    ...(service.prometheus ? [service.prometheus] : []),
    ...(service.announce ? [service.announce] : []),
    ...people.flatMap((one: Record<string, string>) => [one.email ?? '', one.slack ?? '']),
    ...stepsOf(imported).flatMap(fromStep),
  ].filter((one) => one !== '')
}

function fromStep({ with: given, details, text }: Record<string, unknown>): string[] {
  const inputs = texts(given, new Set(['command', 'match', 'bodyMatch', 'expect', 'since']))
  const copies =
    typeof details === 'string' ? [...details.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code) : []
  const commands =
    typeof details === 'string' ? details.split('\n').filter((row) => row.startsWith('/incident')) : []
  return [...inputs, ...copies, ...commands, ...(typeof text === 'string' ? text.split('\n') : [])]
}

/** Texts and the names of keys below `set`, without those inputs that are written otherwise here. */
function texts(value: unknown, without: ReadonlySet<string>): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap((one) => texts(one, without))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) =>
    without.has(key) ? [] : [...(key === 'set' ? Object.keys(one ?? {}) : []), ...texts(one, without)],
  )
}
