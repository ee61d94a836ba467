import { badRelease as scenario } from '../../bad-release.ts'
import { brokenImage, namespace } from '../programs/state.ts'
import { workingRelease } from '../seed.ts'

/** Its pods come up and refuse every flow; only another image helps. */
export const badRelease = scenario(
  {
    name: 'qflow-bad-release',
    title: 'Qflow: bad release',
    says: 'A new Qflow release refuses every flow and its health page says down, until it is rolled back.',
  },
  { namespace, deployment: 'qflow' },
  { broken: { image: brokenImage, cause: 'Release 3.3.0: schema 12' }, working: workingRelease },
)
