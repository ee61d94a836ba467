import type { Scenario } from '../../../scenarios/scenario.ts'
import { imageOf, release } from '../../nqba/scenarios/release.ts'
import { brokenImage, namespace } from '../programs/state.ts'
import { workingImage } from '../seed.ts'

const deployment = 'qflow'

/** Its pods come up and refuse every flow; only another image helps. */
export const badRelease: Scenario = {
  name: 'qflow-bad-release',
  title: 'Qflow: bad release',
  says: 'A new Qflow release refuses every flow and its health page says down, until it is rolled back.',
  start: (world) =>
    release(world, { namespace, deployment, image: brokenImage, cause: 'Release 3.3.0: schema 12' }),
  stop(world) {
    if (imageOf(world, namespace, deployment) !== brokenImage) return
    release(world, { namespace, deployment, image: workingImage, cause: 'Release 3.2.1: faster validation' })
  },
}
