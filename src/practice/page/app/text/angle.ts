import type { Inline } from './ast.ts'
import { decodeEntities, isSafeUrl } from './ast.ts'

function special(body: string, label: string): Inline | undefined {
  const [name = '', ...parts] = body.split('^')
  if (name === 'here' || name === 'channel' || name === 'everyone') return { kind: 'broadcast', range: name }
  if (name === 'subteam') return { kind: 'group', id: parts[0] ?? '', label }
  if (name !== 'date') return label ? { kind: 'text', text: label } : undefined
  const [at = '', format = '', url = ''] = parts
  if (!/^\d+$/.test(at)) return undefined
  return {
    kind: 'date',
    at: Number(at),
    format: decodeEntities(format),
    url: isSafeUrl(url) ? url : '',
    fallback: label,
  }
}

/** Reads what stands between `<` and `>`; undefined when it is nothing Slack knows. */
export function parseAngle(inside: string): Inline | undefined {
  const bar = inside.indexOf('|')
  const target = bar < 0 ? inside : inside.slice(0, bar)
  const label = bar < 0 ? '' : decodeEntities(inside.slice(bar + 1))
  const id = target.slice(1)
  if (target.startsWith('@')) return /^\w+$/.test(id) ? { kind: 'user', id, label } : undefined
  if (target.startsWith('#')) return /^\w+$/.test(id) ? { kind: 'channel', id, label } : undefined
  if (target.startsWith('!')) return special(id, label)
  const url = decodeEntities(target)
  if (!isSafeUrl(url)) return undefined
  return { kind: 'link', url, inside: [{ kind: 'text', text: label || url.replace(/^mailto:/, '') }] }
}
