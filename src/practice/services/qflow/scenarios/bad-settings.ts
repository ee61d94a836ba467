import type { Scenario } from '../../../scenarios/scenario.ts'
import { restartQflow, settings, writeSettings } from '../programs/settings.ts'
import { goodSettings } from '../seed.ts'

const key = 'engine.maxConcurrentFlows'
const wrong = '2'

/** The setting is really in the ConfigMap: putting it back helps once the pods have read it. */
export const badSettings: Scenario = {
  name: 'qflow-bad-settings',
  title: 'Qflow: bad settings',
  says: 'Qflow may run two flows at a time and the rest wait, until its configuration is rolled back and it restarts.',
  start(world) {
    writeSettings(world, { [key]: wrong })
    restartQflow(world)
  },
  stop(world) {
    if (settings(world)[key] !== wrong) return
    writeSettings(world, { [key]: goodSettings[key] })
    restartQflow(world)
  },
}
