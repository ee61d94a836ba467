/** A status reply goes through a script untouched. */
export type Status = { status: string }
export type Library = { [name: string]: Value }
export type Call = { call(args: Value[]): Value }
/** Tables are lists here; `undefined` is nil. */
export type Value = number | string | boolean | undefined | Value[] | Status | { members: Library } | Call

export const isTrue = (value: Value): boolean => value !== undefined && value !== false

export function numberOf(value: Value): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number === 'number' && !Number.isNaN(number)) return number
  throw new TypeError(`attempt to perform arithmetic on a ${kindOf(value)} value`)
}

export function textOf(value: Value): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw new TypeError(`attempt to concatenate a ${kindOf(value)} value`)
}

export function indexed(value: Value, key: Value): Value {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key - 1] : undefined
  if (typeof value === 'object' && 'members' in value && typeof key === 'string')
    return Object.hasOwn(value.members, key) ? value.members[key] : undefined
  throw new TypeError(`attempt to index a ${kindOf(value)} value`)
}

export function called(value: Value, args: Value[]): Value {
  if (typeof value === 'object' && 'call' in value) return value.call(args)
  throw new TypeError(`attempt to call a ${kindOf(value)} value`)
}

export const lengthOf = (value: Value): number => (Array.isArray(value) ? value.length : textOf(value).length)

export function kindOf(value: Value): string {
  if (value === undefined) return 'nil'
  if (typeof value !== 'object') return typeof value
  return 'call' in value ? 'function' : 'table'
}
