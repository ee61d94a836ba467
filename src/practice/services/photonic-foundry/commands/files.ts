import type { StandIn } from '../../../machine/stand-in.ts'
import {
  backupFolder,
  backups,
  bucket,
  deleteOldLogs,
  dumpOf,
  exists,
  make,
  nights,
  oldLogs,
} from '../programs/files.ts'
import { machine } from '../programs/state.ts'
import { fails, plain, programOf, says } from './matching.ts'

const diskGigabytes = 100

/** What lists, packs, copies and deletes files. */
export const files: Record<string, StandIn> = {
  ls: programOf('ls', [
    [/-1t \S+/, (_, world) => says(...backups(world))],
    [
      /(\S+)/,
      ([, file = ''], world) =>
        exists(world, file) ? says(file) : fails(`ls: cannot access '${file}': No such file or directory`),
    ],
  ]),
  find: programOf('find', [
    [
      /\S+ -name backup_\[0-9\]\*\.sql -mtime -1/,
      (_, world) => says(...nights(world).slice(0, 1).map(dumpOf)),
    ],
    [/(\S+) -name \*\.log -mtime \+7/, ([, folder = ''], world) => says(...oldLogs(world, folder))],
    [
      /(\S+) -name \*\.log -mtime \+7 -delete/,
      ([, folder = ''], world) => {
        deleteOldLogs(world, folder)
        return says()
      },
    ],
  ]),
  tar: programOf('tar', [
    [
      /--create --gzip --directory=\S+ --file=(\S+) \.env docker-compose\.yml monitoring\/ scripts\//,
      ([, file = ''], world) => {
        make(world, file)
        return says()
      },
    ],
    [
      /--list --gzip --file=(\S+)/,
      ([, file = ''], world) =>
        exists(world, file)
          ? says('data/', 'data/PG_VERSION', 'data/models/')
          : fails(`tar: ${file}: Cannot open: No such file or directory`),
    ],
    [
      /--extract --gzip --directory=\S+ --file=(\S+)/,
      ([, file = ''], world) =>
        exists(world, file) ? says() : fails(`tar: ${file}: Cannot open: No such file or directory`),
    ],
  ]),
  aws: programOf('aws', [
    [
      /s3 ls \S+\//,
      (_, world) =>
        says(
          ...nights(world)
            .map((night) => `${night} 01:04:11  222298112 ${dumpOf(night)}`)
            .reverse(),
        ),
    ],
    [/s3 ls (\S+\.sql)/, ([, file = ''], world) => (exists(world, file) ? says(file) : fails(''))],
    [
      /s3 cp (\S+) (\S+)/,
      ([, from = '', to = ''], world) => {
        if (!exists(world, from)) return fails(`The user-provided path ${from} does not exist.`)
        make(world, `${to.startsWith('s3:') ? bucket : backupFolder}/${from.split('/').at(-1)}`)
        return says(`upload: ${from} to ${to}`)
      },
    ],
  ]),
  df: programOf('df', [
    [
      /-h (?:--exclude-type=\S+ ?)+/,
      (_, world) => {
        const { disk } = machine(world, world.clock.now())
        return says(
          'Filesystem      Size  Used Avail Use% Mounted on',
          `/dev/sda1       ${diskGigabytes}G   ${disk}G   ${diskGigabytes - disk}G  ${disk}% /`,
          '/dev/sda15      105M  6.1M   99M   6% /boot/efi',
        )
      },
    ],
    [
      /--output=avail --block-size=1MB \S+/,
      (_, world) => says('Avail', ` ${(diskGigabytes - machine(world, world.clock.now()).disk) * 1_000}`),
    ],
  ]),
  du: programOf('du', [plain(/-sh \S+/, '740M  /opt/photonic-foundry/logs')]),
}
