import { chance } from '../../../cluster/programs/line.ts'
import type { World } from '../../../cluster/world.ts'

export const keysStale = 'qflare.keys-stale'
const keysRotated = 'qflare.keys-rotated'
export const devicesLost = 'qflare.devices-lost'

const dayMs = 86_400_000

/** Organizations and how many devices each has enrolled. */
const fleet = [
  { organization: 'northwind-clinics', devices: 148, stale: 61 },
  { organization: 'harbor-labs', devices: 121, stale: 48 },
  { organization: 'alder-hospitals', devices: 96, stale: 22 },
]

export type Fleet = { organization: string; registered: number; offline: number; stale: number }

/** The devices of each organization as the platform knows them; a device with an old key is shut out. */
export function fleetAt(world: World, at: number): Fleet[] {
  const areStale = world.condition(keysStale).at(at)
  const areLost = world.condition(devicesLost).at(at)
  return fleet.map(({ organization, devices, stale }, n) => {
    const registered = areLost && n === fleet.length - 1 ? 0 : devices
    const shutOut = areStale ? Math.min(stale, registered) : 0
    return { organization, registered, offline: shutOut, stale: shutOut }
  })
}

export const total = (all: readonly Fleet[], of: 'registered' | 'offline' | 'stale'): number =>
  all.reduce((sum, one) => sum + one[of], 0)

export function keysAgeDays(world: World, at: number): number {
  if (world.condition(keysStale).at(at)) return 34
  const rotated = world.condition(keysRotated)
  return rotated.at(at) ? (at - (rotated.since(at) ?? at)) / dayMs : 12
}

export function rotateKeys(world: World): void {
  world.condition(keysStale).set(false)
  world.condition(keysRotated).set(true)
}

/** `dev-1042`: no number that could be read as an HTTP status. */
export const deviceOf = (...words: (string | number)[]): string => `dev-${1000 + chance(365, ...words)}`
