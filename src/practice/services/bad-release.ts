import type { Scenario } from '../scenarios/scenario.ts'
import { imageOf, release } from './release.ts'

type Release = { image: string; cause: string }
type Where = { namespace: string; deployment: string }

/** Rolls out a release that is broken; at its end, unless somebody has rolled it back, the one that works. */
export const badRelease = (
  about: Pick<Scenario, 'name' | 'title' | 'says'>,
  { namespace, deployment }: Where,
  { broken, working }: { broken: Release; working: Release },
): Scenario => ({
  ...about,
  start: (world) => release(world, { namespace, deployment, ...broken }),
  stop(world) {
    if (imageOf(world, namespace, deployment) === broken.image)
      release(world, { namespace, deployment, ...working })
  },
})
