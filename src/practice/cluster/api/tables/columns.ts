import type { KubeObject } from '../../object.ts'
import { fieldAt, isFields } from '../../object.ts'

export type Cell = string | number | boolean | null

export type Column = {
  name: string
  /** Shown only by `-o wide` when 1. */
  priority: 0 | 1
  format: string
  description: string
  cell(object: KubeObject, now: number): Cell
}

export function column(
  name: string,
  cell: Column['cell'],
  { wide = false, says = name }: { wide?: boolean; says?: string } = {},
): Column {
  const format = name === 'Name' ? 'name' : ''
  return { name, priority: wide ? 1 : 0, format, description: says, cell }
}

/** How long ago, as kubectl writes it: `45s`, `3m12s`, `5h`, `2d4h`. */
export function duration(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  if (seconds < -1) return '<invalid>'
  if (seconds < 120) return `${Math.max(seconds, 0)}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 10) return withRest(minutes, 'm', seconds % 60, 's')
  if (minutes < 180) return `${minutes}m`
  const hours = Math.floor(minutes / 60)
  if (hours < 8) return withRest(hours, 'h', minutes % 60, 'm')
  if (hours < 48) return `${hours}h`
  const days = Math.floor(hours / 24)
  if (days < 8) return withRest(days, 'd', hours % 24, 'h')
  if (days < 2 * 365) return `${days}d`
  return withRest(Math.floor(days / 365), 'y', days % 365, 'd')
}

const withRest = (whole: number, unit: string, rest: number, small: string): string =>
  rest === 0 ? `${whole}${unit}` : `${whole}${unit}${rest}${small}`

export function since(time: unknown, now: number): string {
  const at = typeof time === 'string' ? Date.parse(time) : Number.NaN
  return Number.isNaN(at) ? '<unknown>' : duration(now - at)
}

export const name = column('Name', (object) => object.metadata.name, {
  says: 'Name, unique within its namespace',
})
export const age = column('Age', (object, now) => since(object.metadata.creationTimestamp, now), {
  says: 'Time since it was created',
})

export const orNone = (value: unknown): string =>
  value === undefined || value === null || value === '' ? '<none>' : String(value)

type Told = { wide?: boolean; otherwise?: string }

/** What stands at a path, as text; `<none>` or something else where nothing does. */
export const at = (name: string, path: string, { wide = false, otherwise = '<none>' }: Told = {}): Column =>
  column(
    name,
    (object) => {
      const found = fieldAt(object, path)
      if (found === undefined || found === null || found === '') return otherwise
      return Array.isArray(found) ? found.join(',') : String(found)
    },
    { wide },
  )

/** How many members a list or map at a path has. */
export const size = (name: string, path: string): Column =>
  column(name, (object) => {
    const found = fieldAt(object, path)
    if (Array.isArray(found)) return found.length
    return isFields(found) ? Object.keys(found).length : 0
  })

export const createdAt = column('Created At', (object) => object.metadata.creationTimestamp ?? '')

/** One word for each member of a list; `<none>` for an empty one. */
export function each(value: unknown, word: (one: unknown) => unknown): string {
  const words = (Array.isArray(value) ? value : []).map(word).filter(Boolean)
  return words.length > 0 ? words.join(',') : '<none>'
}

/** `a=b,c=d` for a map. */
export const pairs = (map: unknown): string =>
  isFields(map) && Object.keys(map).length > 0
    ? Object.entries(map)
        .map(([key, value]) => `${key}=${value}`)
        .join(',')
    : '<none>'
