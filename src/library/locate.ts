import { type Document, isAlias, isCollection, isMap, isNode, isPair, isScalar, isSeq, visit } from 'yaml'
import type { Path } from './mistake.ts'

type Slip = { offset: number; says: string }

/** Finds parts of a document by their path in the data. Offsets count characters from 0. */
export function locateIn(document: Document.Parsed): {
  offset(path: Path, key?: string): number
  forbidden(): Slip[]
} {
  const start = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined)
  const follow = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node)

  const pairOf = (node: unknown, name: string) => {
    const map = follow(node)
    return isMap(map)
      ? map.items.find((one) => isScalar(one.key) && String(one.key.value) === name)
      : undefined
  }

  return {
    offset(path, key) {
      let node: unknown = document.contents
      let at = start(node) ?? 0
      for (const part of path) {
        const inside = follow(node)
        const pair = pairOf(inside, String(part))
        const next = isSeq(inside) ? inside.items[Number(part)] : pair?.value
        at = start(next) ?? start(pair?.key) ?? at
        node = next
      }
      return key === undefined ? at : (start(pairOf(node, key)?.key) ?? at)
    },

    forbidden() {
      const slips: Slip[] = []
      visit(document, {
        Pair(_, pair) {
          const { key } = pair
          const offset = start(key) ?? start(pair.value) ?? 0
          if (isScalar(key) && key.value === '__proto__')
            slips.push({ offset, says: 'This key is not allowed' })
          else if (isCollection(key) || isAlias(key) || isPair(key))
            slips.push({ offset, says: 'A key has to be a plain word' })
          else if (isScalar(key) && key.value === null)
            slips.push({ offset, says: 'A key is missing before the ":"' })
        },
      })
      return slips
    },
  }
}
