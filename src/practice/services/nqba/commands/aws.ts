import type { StandIn } from '../../../machine/stand-in.ts'

const database = 'nqba-production-db'
const dayMs = 86_400_000
/** The database is copied at three in the morning (UTC). */
const copiedAtMs = 3 * 3_600_000

/** As far as NQBA asks AWS: the snapshots of its database, newest first. */
export const aws: StandIn = (args, world) => {
  if (args.join(' ') !== `rds describe-db-snapshots --db-instance-identifier ${database}`)
    return {
      code: 254,
      stderr: ['An error occurred (AccessDenied): you may list snapshots, and nothing else'],
    }
  const now = world.clock.now()
  const newest = Math.floor((now - copiedAtMs) / dayMs) * dayMs + copiedAtMs
  const found = Array.from({ length: 7 }, (_, nth) => {
    const at = new Date(newest - nth * dayMs).toISOString().slice(0, 19)
    return {
      DBSnapshotIdentifier: `rds:${database}-${at.slice(0, 16).replace(/[T:]/g, '-')}`,
      SnapshotCreateTime: `${at}Z`,
      Status: 'available',
    }
  })
  return { code: 0, stdout: JSON.stringify({ DBSnapshots: found }, null, 2).split('\n') }
}
