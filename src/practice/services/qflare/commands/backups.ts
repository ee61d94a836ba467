import { chance } from '../../../cluster/programs/line.ts'
import type { StandIn } from '../../../machine/stand-in.ts'
import { devicesLost } from '../programs/fleet.ts'
import { settingOf } from '../programs/state.ts'
import { usage } from './usage.ts'

const dayMs = 86_400_000

const verifyBackups: StandIn = ([environment, name, flag, days, ...rest], world) => {
  const count = Number(days)
  if (environment !== '--environment' || name !== 'production' || flag !== '--days' || rest.length > 0)
    return usage('verify_backups --environment ENV --days N')
  if (!Number.isInteger(count) || count < 1) return usage('verify_backups: --days is a number of days')
  const stdout = Array.from({ length: count }, (_, n) => {
    const day = new Date(world.clock.now() - n * dayMs).toISOString().slice(0, 10)
    return `${day} full ${(41 + chance(30, day) / 10).toFixed(1)} GiB, checksum ok`
  })
  return { code: 0, stdout }
}

/** In production only while nothing writes: what is written meanwhile would be lost. */
const restoreBackup: StandIn = ([environment, name, flag, backup, ...rest], world) => {
  if (environment !== '--environment' || flag !== '--backup' || !backup || rest.length > 0)
    return usage('restore_backup --environment ENV --backup NAME')
  if (name === 'production' && settingOf(world, 'READ_ONLY_MODE') !== 'on')
    return { code: 1, stderr: ['refused: qflare-api still writes to this database; stop writing first'] }
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
