import type { StandIn } from '../../../machine/stand-in.ts'
import { fleetAt, rotateKeys, total } from '../programs/fleet.ts'
import { usage } from './usage.ts'

/** Says how many devices hold the newest key: nothing in it moves by itself, so that a plan can be held to it. */
const checkKeys: StandIn = (args, world) => {
  if (args.join(' ') !== '--environment production') return usage('check_keys --environment ENV')
  const fleet = fleetAt(world, world.clock.now())
  const stale = total(fleet, 'stale')
  return {
    code: 0,
    stdout: [
      'environment: production',
      'automatic rotation: every 30 days',
      `devices with an old key: ${stale} of ${total(fleet, 'registered')}`,
      ...fleet.filter((one) => one.stale > 0).map((one) => `  ${one.organization}: ${one.stale}`),
    ],
  }
}

const deviceStatus: StandIn = (args, world) => {
  if (args.join(' ') !== '--check-connectivity') return usage('device_status --check-connectivity')
  const fleet = fleetAt(world, world.clock.now())
  return {
    code: 0,
    stdout: [
      ...fleet.map(
        (one) => `${one.organization}: ${one.registered - one.offline} of ${one.registered} online`,
      ),
      `${total(fleet, 'offline')} devices do not answer`,
    ],
  }
}

const rotate: StandIn = (args, world) => {
  if (args.join(' ') !== '--environment production --confirm')
    return usage('rotate_keys --environment ENV --confirm')
  const devices = total(fleetAt(world, world.clock.now()), 'registered')
  rotateKeys(world)
  return {
    code: 0,
    stdout: [
      'rotating quantum keys in production',
      `${devices} devices took the new key`,
      'rotation complete',
    ],
  }
}

export const keyPrograms: Record<string, StandIn> = {
  check_keys: checkKeys,
  device_status: deviceStatus,
  rotate_keys: rotate,
}
