import type { Scenario } from '../../../scenarios/scenario.ts'
import { namespace } from '../programs/state.ts'
import { brokenApiImage } from '../seed.ts'
import { imageOf, release } from './release.ts'

const workingImage = 'nqba-api:2.8.0'

/** The pods of the new revision never come up; only another image helps. */
export const badDeploy: Scenario = {
  name: 'bad-deploy',
  title: 'Bad deploy',
  says: 'A new nqba-api release crash-loops and its rollout hangs, until it is rolled back.',
  start: (world) =>
    release(world, {
      namespace,
      deployment: 'nqba-api',
      image: brokenApiImage,
      cause: 'Release 2.8.1: ledger',
    }),
  stop(world) {
    if (imageOf(world, namespace, 'nqba-api') !== brokenApiImage) return
    release(world, {
      namespace,
      deployment: 'nqba-api',
      image: workingImage,
      cause: 'Release 2.8.0: cache schema 42',
    })
  },
}
