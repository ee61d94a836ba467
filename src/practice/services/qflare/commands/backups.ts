import { chance } from '../../../cluster/programs/line.ts'
import type { World } from '../../../cluster/world.ts'
import type { StandIn } from '../../../machine/stand-in.ts'
import { devicesLost } from '../programs/fleet.ts'
import { writingStopped } from '../programs/state.ts'
import { usage } from './usage.ts'

const dayMs = 86_400_000
const keptDays = 90

/** A backup's name holds its day; the newest is that of last night. */
const nameOf = (world: World, daysAgo: number): string =>
  `qflare-${new Date(world.clock.now() - daysAgo * dayMs).toISOString().slice(0, 10)}`

const verifyBackups: StandIn = ([environment, name, flag, days, ...rest], world) => {
  const count = Number(days)
  if (environment !== '--environment' || name !== 'production' || flag !== '--days' || rest.length > 0)
    return usage('verify_backups --environment ENV --days N')
  if (!Number.isInteger(count) || count < 1) return usage('verify_backups: --days is a number of days')
  const stdout = Array.from({ length: count }, (_, n) => {
    const backup = nameOf(world, n)
    return `${backup} full ${(41 + chance(30, backup) / 10).toFixed(1)} GiB, checksum ok`
  })
  return { code: 0, stdout }
}

/** In production only while nothing writes: what is written meanwhile would be lost. */
const restoreBackup: StandIn = ([environment, name, flag, backup, ...rest], world) => {
  if (environment !== '--environment' || flag !== '--backup' || !backup || rest.length > 0)
    return usage('restore_backup --environment ENV --backup NAME')
  const kept = Array.from({ length: keptDays }, (_, n) => nameOf(world, n))
  if (backup !== 'latest' && !kept.includes(backup))
    return { code: 1, stderr: [`there is no backup ${backup}; the newest is ${kept[0]}`] }
  if (name === 'production' && !world.condition(writingStopped).now)
    return { code: 1, stderr: ['refused: production still writes to this database; stop writing first'] }
  if (name === 'production') world.condition(devicesLost).set(false)
  return {
    code: 0,
    stdout: [`restoring ${backup} in ${name}`, '61 tables restored', 'row counts match the manifest'],
  }
}

export const backupPrograms: Record<string, StandIn> = {
  verify_backups: verifyBackups,
  restore_backup: restoreBackup,
}
