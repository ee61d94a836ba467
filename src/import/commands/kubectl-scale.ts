import { objectOf, readKubectl } from './kubectl.ts'
import type { Recogniser } from './recogniser.ts'

/** `kubectl scale deployment web --replicas=5`. */
export const kubectlScale: Recogniser = (command, about) => {
  const read = readKubectl(command, about)
  if (read?.verb !== 'scale') return undefined
  const object = objectOf(read.words)
  const replicas = Number(read.flags.get('replicas') || Number.NaN)
  const sound = Number.isInteger(replicas) && replicas >= 0 && replicas <= 10_000
  if (object?.kind !== 'deployment' || object.name === undefined || !read.ours || !sound)
    return { kind: 'copy' }
  if (command.parts.length > 1 || !command.simple) return { kind: 'copy' }
  return { kind: 'fix', fix: 'scale', with: { deployment: object.name, replicas } }
}
