import { badRelease as scenario } from '../../bad-release.ts'
import { brokenImage, deployment, namespace } from '../programs/state.ts'
import { workingRelease } from '../seed.ts'

/** Its pods come up and fail on a third of requests; fresh pods of the same image are no better. */
export const badRelease = scenario(
  {
    name: 'quantumrerank-bad-release',
    title: 'QuantumRerank: bad release',
    says: 'A third of requests fails since release 1.9.0, until it is rolled back.',
  },
  { namespace, deployment },
  { broken: { image: brokenImage, cause: 'Release 1.9.0: kernel of 1024' }, working: workingRelease },
)
