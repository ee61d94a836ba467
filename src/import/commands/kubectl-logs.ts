import { parseDuration } from '../../domain/duration.ts'
import { hasPlaceholder, isPlaceholder } from '../shell/placeholders.ts'
import { isBad, readFilter } from './filter.ts'
import { isSelector, objectOf, readKubectl } from './kubectl.ts'
import { decide, type Recogniser } from './recogniser.ts'
import { podsOf } from './selector.ts'

/** `kubectl logs … | grep …`: a check of the lines. Without a pattern a person reads them. */
export const kubectlLogs: Recogniser = (command, about) => {
  const read = readKubectl(command, about)
  if (read?.verb !== 'logs') return undefined
  const [, ...pipes] = command.parts
  const filter = readFilter(pipes)
  if (!read.ours || filter === undefined || filter === 'none' || read.flags.has('previous'))
    return { kind: 'copy' }
  const labels = read.flags.get('selector')
  const object = objectOf(read.words)
  const guess =
    labels === undefined && object?.kind === 'deployment' && object.name !== undefined
      ? podsOf(object.name, about)
      : undefined
  const selector = isSelector(labels) ? labels : guess?.selector
  if (selector === undefined)
    return { kind: 'copy', ...decide('with the labels of the pods this can be a check: logs') }
  const since = read.flags.get('since')
  const container = read.flags.get('container')
  const open = container !== undefined && hasPlaceholder(container)
  if (open && !isPlaceholder(container)) return { kind: 'copy' }
  const none = isBad(filter)
  return {
    kind: 'check',
    check: 'logs',
    with: {
      selector,
      match: filter.match,
      ...(filter.ignoreCase ? { ignoreCase: true } : {}),
      ...(since !== undefined && parseDuration(since) !== undefined ? { since } : {}),
      ...(none ? { expect: 'none' } : {}),
      ...(container === undefined || open ? {} : { container }),
    },
    ...(open ? { asks: ['container'] } : {}),
    ...decide(
      guess?.decide,
      none ? 'a line found counts as bad: is it?' : 'a line found counts as good: is it?',
      since === undefined ? 'how far back? 5m without since' : undefined,
    ),
  }
}
