import { isName, isSelector, objectOf, readKubectl } from './kubectl.ts'
import { decide, type Recogniser } from './recogniser.ts'
import { podsOf } from './selector.ts'

/** `kubectl exec … -- redis-cli FLUSHDB`, or keys by a pattern. What only looks at Redis is for people. */
export const kubectlRedis: Recogniser = (command, about) => {
  const read = readKubectl(command, about)
  if (read?.verb !== 'exec') return undefined
  const inside = read.inside.length > 0 ? read.inside : read.words.slice(1)
  const at = inside.findIndex((word) => word === 'redis-cli' || word.endsWith('/redis-cli'))
  if (at < 0 || !read.ours) return undefined
  const object = objectOf(read.words.slice(0, 1))
  const name = object?.name ?? (isName(read.words[0] ?? '') ? read.words[0]?.replace(/-\d+$/, '') : undefined)
  const args = inside.slice(at + 1)
  const flush = args.find((word) => /^flush(?:db|all)$/i.test(word))
  const pattern = patternOf(args)
  const deletes = command.parts
    .slice(1)
    .some(({ words }) => words.some((word) => /^(?:del|unlink)$/i.test(word)))
  if (name === undefined || (flush === undefined && !(pattern !== undefined && deletes)))
    return { kind: 'copy' }
  const labels = read.flags.get('selector')
  const known = isSelector(labels) ? { selector: labels } : podsOf(name, about)
  const container = read.flags.get('container')
  const database = Number(args[args.indexOf('-n') + 1])
  return {
    kind: 'fix',
    fix: 'flush-cache',
    with: { cache: name, ...(flush === undefined && pattern !== undefined ? { pattern } : {}) },
    cache: {
      name,
      selector: known?.selector ?? `undecided=${name}`,
      ...(container !== undefined && isName(container) ? { container } : {}),
      ...(args.includes('-n') && Number.isInteger(database) && database >= 0 ? { database } : {}),
    },
    ...decide(
      flush?.toLowerCase() === 'flushall'
        ? 'FLUSHALL empties every database, this one: is one enough?'
        : undefined,
    ),
  }
}

function patternOf(args: readonly string[]): string | undefined {
  const keys = args.findIndex((word) => /^(?:keys|--pattern)$/i.test(word))
  const given = keys < 0 ? undefined : args[keys + 1]
  return given !== undefined && given.length > 0 && given.length <= 200 ? given : undefined
}
