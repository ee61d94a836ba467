import type { ShellCommand } from '../shell/command.ts'
import { curl } from './curl.ts'
import { docker } from './docker.ts'
import { echo } from './echo.ts'
import { kubectlDeletePod } from './kubectl-delete-pod.ts'
import { kubectlLogs } from './kubectl-logs.ts'
import { kubectlLook } from './kubectl-look.ts'
import { kubectlOther } from './kubectl-other.ts'
import { kubectlPatch } from './kubectl-patch.ts'
import { kubectlProgram } from './kubectl-program.ts'
import { kubectlRedis } from './kubectl-redis.ts'
import { kubectlRollout } from './kubectl-rollout.ts'
import { kubectlScale } from './kubectl-scale.ts'
import { operatorTools } from './operator-tools.ts'
import { psql } from './psql.ts'
import { decide, type Intent, type Recogniser, type Surroundings } from './recogniser.ts'
import { serviceProgram } from './service-program.ts'
import { systemctl } from './systemctl.ts'

/** Asked in this order; the first that knows the command answers. */
const recognisers: readonly Recogniser[] = [
  kubectlLook,
  kubectlLogs,
  kubectlRollout,
  kubectlScale,
  kubectlPatch,
  kubectlRedis,
  kubectlDeletePod,
  kubectlOther,
  curl,
  docker,
  psql,
  systemctl,
  operatorTools,
  echo,
  serviceProgram,
]

/** What a command is for. Whatever nobody knows is text to copy. */
export function recognise(command: ShellCommand, about: Surroundings): Intent {
  for (const one of recognisers) {
    const intent = one(command, about)
    if (intent?.kind === 'copy') return asLook(command, intent)
    if (intent) return intent
  }
  return { kind: 'copy' }
}

/** A command without a form of its own that only looks is run as a program. */
function asLook(command: ShellCommand, intent: Extract<Intent, { kind: 'copy' }>): Intent {
  const look = kubectlProgram(command)
  if (look?.kind !== 'program') return intent
  return { ...look, ...decide(...(intent.decide ?? []), ...(look.decide ?? [])) }
}
