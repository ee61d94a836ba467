import { deletePod } from './delete-pod.ts'
import { fallbackToggle } from './fallback-toggle.ts'
import { flushCache } from './flush-cache.ts'
import { httpRequest } from './http-request.ts'
import type { AnyRemediation } from './remediation.ts'
import { restart } from './restart.ts'
import { rollback } from './rollback.ts'
import { runCommand } from './run-command.ts'
import { scale } from './scale.ts'
import { setAutoscaling } from './set-autoscaling.ts'
import { setConfig } from './set-config.ts'
import { setResources } from './set-resources.ts'

/** Everything Muster can do to production. */
export const remediations: readonly AnyRemediation[] = [
  rollback,
  restart,
  scale,
  deletePod,
  setConfig,
  fallbackToggle,
  setAutoscaling,
  setResources,
  flushCache,
  runCommand,
  httpRequest,
]
