import type { Scenario } from '../../../scenarios/scenario.ts'
import { imageOf, release } from '../../nqba/scenarios/release.ts'
import { brokenImage, deployment, namespace } from '../programs/state.ts'
import { workingImage } from '../seed.ts'

/** Its pods come up and fail on a third of requests; fresh pods of the same image are no better. */
export const badRelease: Scenario = {
  name: 'quantumrerank-bad-release',
  title: 'QuantumRerank: bad release',
  says: 'A third of requests fails since release 1.9.0, until it is rolled back.',
  start: (world) =>
    release(world, { namespace, deployment, image: brokenImage, cause: 'Release 1.9.0: kernel of 1024' }),
  stop(world) {
    if (imageOf(world, namespace, deployment) !== brokenImage) return
    release(world, { namespace, deployment, image: workingImage, cause: 'Release 1.8.2: cache by pair' })
  },
}
