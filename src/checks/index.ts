import type { AnyCheck } from './check.ts'
import { command } from './command.ts'
import { config } from './config.ts'
import { http } from './http.ts'
import { logs } from './logs.ts'
import { pods } from './pods.ts'
import { prometheus } from './prometheus.ts'
import { rolloutHistory } from './rollout-history.ts'

/** Every way Muster can look at production. */
export const checks: readonly AnyCheck[] = [http, pods, logs, rolloutHistory, config, prometheus, command]
