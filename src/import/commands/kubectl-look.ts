import { isSelector, objectOf, readKubectl } from './kubectl.ts'
import { decide, type Recogniser } from './recogniser.ts'
import { allPods } from './selector.ts'

/** `kubectl get` and `describe`: pods are counted, config maps read. The rest is for people to look at. */
export const kubectlLook: Recogniser = (command, about) => {
  const read = readKubectl(command, about)
  if (!read || !['get', 'describe'].includes(read.verb)) return undefined
  const object = objectOf(read.words)
  if (!object || !read.ours) return { kind: 'copy' }
  if (object.kind === 'configmap' && object.name !== undefined)
    return { kind: 'check', check: 'config', with: { configmap: object.name } }
  if (object.kind !== 'pod' || object.name !== undefined || command.parts.length > 1) return { kind: 'copy' }
  if (read.flags.has('watch')) return { kind: 'copy' }
  const selector = read.flags.get('selector')
  if (isSelector(selector)) return { kind: 'check', check: 'pods', with: { selector } }
  const guess = read.flags.has('selector') ? undefined : allPods(about)
  if (!guess) return { kind: 'copy', ...decide('with the labels of the pods this can be a check: pods') }
  return { kind: 'check', check: 'pods', with: { selector: guess.selector }, ...decide(guess.decide) }
}
