import type { Scenario } from '../../../scenarios/scenario.ts'
import { peersLost } from '../programs/pins.ts'

/** Another provider or fewer pins do not bring the peers back; fresh IPFS pods find them. */
export const lostPeers: Scenario = {
  name: 'lost-peers',
  title: 'IPFS lost its peers',
  says: 'NQBA pins no content, and LTC records are not verified, until its IPFS pods are restarted.',
  start: (world) => world.condition(peersLost).set(true),
  stop: (world) => world.condition(peersLost).set(false),
}
