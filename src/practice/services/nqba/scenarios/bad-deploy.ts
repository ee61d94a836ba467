import { badRelease } from '../../bad-release.ts'
import { namespace } from '../programs/state.ts'
import { brokenApiImage, workingApiRelease } from '../seed.ts'

/** The pods of the new revision never come up; only another image helps. */
export const badDeploy = badRelease(
  {
    name: 'bad-deploy',
    title: 'Bad deploy',
    says: 'A new nqba-api release crash-loops and its rollout hangs, until it is rolled back.',
  },
  { namespace, deployment: 'nqba-api' },
  { broken: { image: brokenApiImage, cause: 'Release 2.8.1: ledger' }, working: workingApiRelease },
)
