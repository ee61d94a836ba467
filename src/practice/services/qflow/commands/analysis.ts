import { timestamp } from '../../../cluster/object.ts'
import { settings } from '../programs/settings.ts'
import { engineStarved, health, releaseBroken } from '../programs/state.ts'
import { fails, plain, type Subcommand, says } from './subcommand.ts'

const tests = (usage: string, name: string): Subcommand => ({
  usage,
  run: (_, world) =>
    health(world, world.clock.now()) === 'healthy'
      ? says(`${name}: 24 passed, 0 failed`)
      : fails(`${name}: 15 passed, 9 failed`, 'first failure: a flow does not complete'),
})

/** What Qflow's own tools say about its state: none of it changes anything. */
export const analysisCommands: readonly Subcommand[] = [
  tests('test smoke-tests', 'smoke tests'),
  tests('test component-tests --component NAME', 'component tests'),
  plain('test auth-tests', 'auth tests: 19 passed, 0 failed'),
  {
    usage: 'logs analyze --since TIME',
    run: (_, world) =>
      says(
        health(world, world.clock.now()) === 'healthy' ? 'no unusual pattern' : 'errors: far more than usual',
      ),
  },
  {
    usage: 'logs analyze --pattern-detection',
    run(_, world) {
      if (world.condition(releaseBroken).now)
        return says('9 of 10 errors: schema 12 cannot be read (validation)')
      if (world.condition(engineStarved).now)
        return says('8 of 10 errors: flow timed out in the queue (engine)')
      return says('no pattern among errors')
    },
  },
  {
    usage: 'logs --level LEVEL --component NAME --since TIME',
    run({ options }, world) {
      const at = timestamp(world.clock.now()).slice(11, 19)
      if (options.component === 'security')
        return says('02:40:11 info component=security policy set 14 loaded')
      if (options.level === 'warn')
        return says('03:12:40 warn component=network peer qn-7 was slow to answer')
      if (world.condition(releaseBroken).now)
        return says(`${at} error component=validation flow refused: schema 12 cannot be read`)
      if (world.condition(engineStarved).now && options.component !== 'validation')
        return says(`${at} error component=engine flow timed out in the queue`)
      return says('no lines')
    },
  },
  plain('logs auth --since TIME', '812 sign-ins, 3 refused, none repeated'),
  {
    usage: 'analyze deployment-correlation',
    run: (_, world) =>
      says(
        world.condition(releaseBroken).now
          ? 'errors began 20 s after release 3.3.0'
          : 'no deployment near the beginning of the trouble',
      ),
  },
  plain('analyze external-dependencies', 'IPFS gateway: ok', 'DAO registry: ok', 'identity provider: ok'),
  plain('deps check --critical-only', 'ipfs: ok', 'registry: ok', 'identity: ok'),
  {
    usage: 'audit recent-changes --since TIME',
    run: (_, world) =>
      says(
        ...(world.condition(releaseBroken).now ? ['deploy-pipeline: qflow 3.2.1 → 3.3.0'] : []),
        ...(world.condition(engineStarved).now
          ? [`config: engine.maxConcurrentFlows 50 → ${settings(world)['engine.maxConcurrentFlows'] ?? ''}`]
          : []),
        'end of changes',
      ),
  },
  plain('debug collect-all --output FOLDER', 'collected 148 files, 212 MB'),
  plain('debug memory-leaks', 'heap: steady over 6 h', 'no leak suspected'),
  plain('profile cpu --duration TIME', '41 % sandbox.run', '22 % validation.check', '9 % network.select'),
  plain('metrics baseline-compare', 'p95 1.8 s, baseline 1.9 s', 'within the baseline'),
  plain('network stats --detailed', '42 nodes, 3 slow', 'selection p95 34 ms', 'loss 0.1 %'),
  plain('network test-connectivity', '42 of 42 nodes reachable'),
]
