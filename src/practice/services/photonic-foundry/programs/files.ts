import type { World } from '../../../cluster/world.ts'

const hour = 3_600_000
const day = 24 * hour
/** The backup is made at one in the morning (UTC). */
const backupHour = 1
const nightsKept = 7

export const backupFolder = '/var/backups/photonic-foundry'
export const bucket = 's3://photonic-foundry-backups'

const made = (file: string) => `photonic-foundry.file.${file}`

/** Dates of the last nights on which a backup was made, newest first: `20261115`. */
export function nights(world: World): string[] {
  const newest = Math.floor((world.clock.now() - backupHour * hour) / day) * day
  return Array.from({ length: nightsKept }, (_, ago) =>
    new Date(newest - ago * day).toISOString().slice(0, 10).replaceAll('-', ''),
  )
}

/** The dump that a night left behind. */
export const dumpOf = (night: string) => `backup_${night}_0${backupHour}0000.sql`

/** Files that the nightly backups left behind, newest first. */
export const backups = (world: World): string[] => [
  'backup_latest.sql',
  ...['config_backup', 'postgres_data', 'models'].map((one) => `${one}_latest.tar.gz`),
  ...nights(world).flatMap((night) => [
    dumpOf(night),
    ...['config_backup', 'postgres_data', 'models'].map((one) => `${one}_${night}.tar.gz`),
  ]),
]

/** From now on there is such a file. */
export const make = (world: World, file: string) => world.condition(made(file)).set(true)

export const exists = (world: World, file: string): boolean =>
  world.condition(made(file)).now ||
  [backupFolder, bucket].some((folder) => backups(world).some((name) => file === `${folder}/${name}`))

/** Where containers find the folder of backups. */
export const onHost = (file: string): string => file.replace(/^\/backup\//, `${backupFolder}/`)

const cleared = (folder: string) => `photonic-foundry.no-old-logs.${folder}`

/** Logs older than a week, until somebody deletes them. */
export const oldLogs = (world: World, folder: string): string[] =>
  world.condition(cleared(folder)).now ? [] : [`${folder.replace(/\/$/, '')}/foundry-old.log`]

export const deleteOldLogs = (world: World, folder: string) => world.condition(cleared(folder)).set(true)
