import { isEqual } from './equal.ts'
import { memberKey } from './list-keys.ts'
import type { Fields } from './object.ts'
import { isFields } from './object.ts'

/** The tree of `f:` and `k:` names that a configuration speaks of: what it applies. */
export function treeOf(config: Fields): Fields {
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [`f:${name}`, branch(name, value)]))
}

function branch(name: string, value: unknown): Fields {
  if (isFields(value)) return treeOf(value)
  if (!Array.isArray(value) || value.length === 0) return {}
  const members = value.map((item) => [memberKey(name, item), item] as const)
  if (members.some(([key]) => key === undefined)) return {}
  return Object.fromEntries(
    members.map(([key, item]) => [key ?? '', { '.': {}, ...(isFields(item) ? treeOf(item) : {}) }]),
  )
}

/** What stands under a name of the tree. */
export function under(name: string, value: unknown, list: string): unknown {
  if (name.startsWith('f:')) return isFields(value) ? value[name.slice(2)] : undefined
  return Array.isArray(value) ? value.find((item) => memberKey(list, item) === name) : undefined
}

const fieldOf = (name: string, list: string): string => (name.startsWith('f:') ? name.slice(2) : list)

/** The part of a tree whose fields are there. */
export function standing(tree: Fields, value: unknown, list = ''): Fields {
  const left: Fields = {}
  for (const [name, sub] of Object.entries(tree)) {
    const found = name === '.' ? value : under(name, value, list)
    if (found === undefined || found === null) continue
    if (!isFields(sub) || Object.keys(sub).length === 0) {
      left[name] = sub
      continue
    }
    const rest = standing(sub, found, fieldOf(name, list))
    if (Object.keys(rest).length > 0) left[name] = rest
  }
  return left
}

/** Leaves that both trees have and whose values differ, as paths: `.spec.template.spec.containers[name="api"].image`. */
export function contested(tree: Fields, owned: Fields, live: unknown, wanted: unknown, list = ''): string[] {
  return Object.entries(tree).flatMap(([name, sub]) => {
    const theirs = owned[name]
    if (name === '.' || !isFields(sub) || !isFields(theirs)) return []
    const [is, shall] = [under(name, live, list), under(name, wanted, list)]
    const inner = Object.keys(sub).filter((key) => key !== '.')
    if (inner.length > 0 && Object.keys(theirs).length > 0)
      return contested(sub, theirs, is, shall, fieldOf(name, list)).map((path) => `${segment(name)}${path}`)
    return isEqual(is, shall) ? [] : [segment(name)]
  })
}

/** The paths of a tree's leaves. */
export const leaves = (tree: Fields): string[] =>
  Object.entries(tree).flatMap(([name, sub]) => {
    if (name === '.' || !isFields(sub)) return []
    const isLeaf = Object.keys(sub).every((key) => key === '.')
    return isLeaf ? [segment(name)] : leaves(sub).map((path) => `${segment(name)}${path}`)
  })

function segment(name: string): string {
  if (name.startsWith('f:')) return `.${name.slice(2)}`
  const key: unknown = JSON.parse(name.slice(2))
  const parts = isFields(key) ? Object.entries(key) : []
  return `[${parts.map(([field, value]) => `${field}=${JSON.stringify(value)}`).join(',')}]`
}

/** `value` without the fields of `tree`; a member or an object that loses all it has goes too. */
export function pruned(value: unknown, tree: Fields, list = ''): unknown {
  if (Array.isArray(value))
    return value.flatMap((item) => {
      const sub = tree[memberKey(list, item) ?? '']
      if (!isFields(sub)) return [item]
      return '.' in sub ? [] : [pruned(item, sub)]
    })
  if (!isFields(value)) return value
  const left: Fields = {}
  for (const [name, inner] of Object.entries(value)) {
    const sub = tree[`f:${name}`]
    if (!isFields(sub)) left[name] = inner
    else if (Object.keys(sub).length > 0) {
      const rest = pruned(inner, sub, name)
      const isEmpty = isFields(rest) && Object.keys(rest).length === 0
      if (!isEmpty) left[name] = rest
    }
  }
  return left
}

/** What of a tree another has not. */
export function missing(tree: Fields, from: Fields): Fields {
  const left: Fields = {}
  for (const [name, sub] of Object.entries(tree)) {
    const other = from[name]
    if (!isFields(sub) || !isFields(other)) {
      left[name] = sub
      continue
    }
    const rest = missing(sub, other)
    if (Object.keys(rest).length > 0) left[name] = rest
  }
  return left
}
