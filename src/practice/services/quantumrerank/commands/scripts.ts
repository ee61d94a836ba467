import type { StandIn } from '../../../machine/stand-in.ts'
import {
  deployment,
  errorRate,
  health,
  isLeaking,
  isReachable,
  namespace,
  responseMs,
} from '../programs/state.ts'

/** Stands in for scripts/health-check.sh. */
export const healthCheck: StandIn = (args, world) => {
  if (args.join(' ') !== 'comprehensive')
    return { code: 2, stderr: ['usage: health-check.sh [basic|comprehensive]'] }
  const now = world.clock.now()
  const status = isReachable(world) ? health(world, now) : 'down'
  return {
    code: status === 'healthy' ? 0 : 1,
    stdout: [
      `pods ready     ${world.ready(namespace, deployment).now}`,
      `answers        ${responseMs(world, now)} ms`,
      `errors         ${(errorRate(world, now) * 100).toFixed(1)} %`,
      `memory         ${isLeaking(world, now) ? 'above 90 %' : 'ok'}`,
      'redis          ok',
      `overall        ${status}`,
    ],
  }
}

/** Stands in for deployment/validation/performance_validation.py. */
export const performanceValidation: StandIn = (args, world) => {
  const [flag, address, ...output] = args
  const isKnown = output.length === 0 || (output.length === 2 && output[0] === '--output')
  if (flag !== '--base-url' || !address || !isKnown)
    return { code: 2, stderr: ['usage: performance_validation.py [--base-url URL] [--output FILE]'] }
  if (!isReachable(world)) return { code: 1, stderr: ['ConnectionError: 503 no healthy upstream'] }
  const measured = responseMs(world, world.clock.now())
  const rows = [
    { name: 'response', took: measured, target: 200 },
    { name: 'similarity', took: Math.round(measured * 0.6), target: 100 },
    { name: 'batch', took: Math.round(measured * 2.6), target: 500 },
  ]
  return {
    code: rows.every(({ took, target }) => took < target) ? 0 : 1,
    stdout: [
      ...rows.map(({ name, took, target }) => {
        const verdict = took < target ? 'PASS' : 'FAIL'
        return `${verdict}  ${name.padEnd(12)}${took} ms (target ${target} ms)`
      }),
      ...(output[1] ? [`report written to ${output[1]}`] : []),
    ],
  }
}

/** Stands in for deployment/validation/smoke_tests.py. */
export const smokeTests: StandIn = (_, world) =>
  isReachable(world) && errorRate(world, world.clock.now()) < 0.05
    ? { code: 0, stdout: ['12 passed, 0 failed'] }
    : { code: 1, stdout: ['8 passed, 4 failed'], stderr: ['first failure: POST /v1/similarity'] }
