import { readKubectl } from './kubectl.ts'
import type { Recogniser } from './recogniser.ts'

/** What else kubectl does (top, edit, apply, exec, drain, …) stays with people. Stands behind all others of kubectl. */
export const kubectlOther: Recogniser = (command, about) =>
  readKubectl(command, about) ? { kind: 'copy' } : undefined
