import { objectOf, readKubectl } from './kubectl.ts'
import { decide, type Recogniser } from './recogniser.ts'
import { allPods, podsOf } from './selector.ts'

/** `kubectl rollout undo | restart | history | status` of a deployment. */
export const kubectlRollout: Recogniser = (command, about) => {
  const read = readKubectl(command, about)
  if (read?.verb !== 'rollout') return undefined
  const [action, ...rest] = read.words
  const object = objectOf(rest)
  if (object?.kind !== 'deployment' || object.name === undefined || !read.ours || !command.simple)
    return { kind: 'copy' }
  const { name: deployment } = object
  const revision = Number(read.flags.get('to-revision') ?? Number.NaN)
  if (command.parts.length > 1) return { kind: 'copy' }
  switch (action) {
    case 'undo':
      return {
        kind: 'fix',
        fix: 'rollback',
        with: { deployment, ...(Number.isInteger(revision) && revision > 0 ? { to: revision } : {}) },
      }
    case 'restart':
      return { kind: 'fix', fix: 'restart', with: { deployment } }
    case 'history':
      return { kind: 'check', check: 'rollout-history', with: { deployment } }
    case 'status': {
      const guess = podsOf(deployment, about) ?? allPods(about)
      if (!guess) return { kind: 'copy', ...decide('with the labels of its pods this can be a check: pods') }
      return { kind: 'check', check: 'pods', with: { selector: guess.selector }, ...decide(guess.decide) }
    }
    default:
      return { kind: 'copy' }
  }
}
