import { isName, isSelector, readKubectl } from './kubectl.ts'
import { decide, type Recogniser } from './recogniser.ts'

/** `kubectl delete pod`: one by name is replaced, all of a deployment are a restart. */
export const kubectlDeletePod: Recogniser = (command, about) => {
  const read = readKubectl(command, about)
  if (read?.verb !== 'delete') return undefined
  const [kind = '', name] = (read.words[0] ?? '').includes('/')
    ? (read.words[0] ?? '').split('/')
    : read.words
  if (!/^(?:po|pods?)$/.test(kind) || !read.ours || command.parts.length > 1) return { kind: 'copy' }
  const labels = read.flags.get('selector')
  if (isSelector(labels)) {
    const deployment = [...about.deployments].find((one) => labels.split('=').at(-1) === one)
    if (deployment === undefined)
      return {
        kind: 'copy',
        ...decide('which deployment makes these pods? With its name this is a fix: restart'),
      }
    return {
      kind: 'fix',
      fix: 'restart',
      with: { deployment },
      ...decide(
        `pods are replaced one after another, and not all deleted at once. Are ${labels} those of ${deployment}?`,
      ),
    }
  }
  const owner = [...about.deployments].find((one) => name?.startsWith(`${one}-`))
  if (name === undefined || !isName(name) || owner === undefined)
    return { kind: 'copy', ...decide('in an incident: /incident fix delete-pod') }
  return { kind: 'fix', fix: 'delete-pod', with: { deployment: owner, pod: name } }
}
