import type { CST } from 'yaml'

/** Far beyond any playbook; small enough that nothing behind it runs out of stack or time. */
const maxDepth = 40
const maxItems = 5_000

export type Slip = { offset: number; says: string }

/**
 * What YAML allows and a playbook has no use for, found before any value is made: deep nesting, endless
 * collections, tags. Walks with its own stack, so that depth cannot exhaust ours.
 */
export function guardTokens(tokens: readonly CST.Token[]): Slip[] {
  const slips: Slip[] = []
  const stack = tokens.map((token) => ({ token, depth: 0 }))
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { token, depth } = next
    if (depth > maxDepth) return [{ offset: token.offset, says: `This is nested more than ${maxDepth} deep` }]
    if (token.type === 'document') {
      slips.push(...tags(token.start))
      if (token.value) stack.push({ token: token.value, depth })
    }
    if (!('items' in token)) continue
    if (token.items.length > maxItems)
      return [{ offset: token.offset, says: `This list holds more than ${maxItems} entries` }]
    for (const item of token.items) {
      slips.push(...tags(item.start), ...tags(item.sep ?? []))
      if (item.key) stack.push({ token: item.key, depth: depth + 1 })
      if (item.value) stack.push({ token: item.value, depth: depth + 1 })
    }
  }
  return slips.sort((a, b) => a.offset - b.offset)
}

const tags = (marks: readonly CST.SourceToken[]): Slip[] =>
  marks
    .filter((mark) => mark.type === 'tag')
    .map((mark) => ({
      offset: mark.offset,
      says: `YAML tags such as ${mark.source.slice(0, 40)} are not used here: delete it`,
    }))
