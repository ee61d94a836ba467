import { damagedFlows, dataDamaged, executionsPaused } from '../programs/state.ts'
import { fails, plain, type Subcommand, says } from './subcommand.ts'

const restore: Subcommand['run'] = ({ options }, world) => {
  if (options.backup !== 'latest') return fails(`no backup ${options.backup ?? ''}`)
  if (!world.condition(executionsPaused).now)
    return fails('executions are running and would write over what is restored: pause them first')
  const was = world.condition(dataDamaged).now
  world.condition(dataDamaged).set(false)
  const restored = was ? damagedFlows.map((flow) => `restored ${flow}`) : ['nothing was damaged']
  return says('backup: latest, made today at 01:00 UTC', ...restored, 'restore completed')
}

/** Whether data is whole, and how it becomes so again: a restore works only while nothing is written. */
export const dataCommands: readonly Subcommand[] = [
  {
    usage: 'data verify --comprehensive --post-restore',
    run: (_, world) =>
      world.condition(dataDamaged).now
        ? fails(...damagedFlows.map((flow) => `${flow}: 2 blocks do not match their hash`), '3 flows damaged')
        : says('4,182 objects verified', '0 damaged'),
  },
  {
    usage: 'flows list --status STATUS --since TIME',
    run: ({ options }, world) => {
      if (options.status !== 'corrupted')
        return says('FLOW     EXECUTION  FAILED IN    AT', 'fl-1187  ex-552310  validation   01:47:12')
      if (!world.condition(dataDamaged).now) return says('no flows')
      return says('FLOW     DAMAGED', ...damagedFlows.map((flow) => `${flow}  2 blocks`))
    },
  },
  {
    usage: 'flows pause-all',
    run(_, world) {
      world.condition(executionsPaused).set(true)
      return says('new executions are paused')
    },
  },
  {
    usage: 'flows resume-all',
    run(_, world) {
      world.condition(executionsPaused).set(false)
      return says('new executions are resumed')
    },
  },
  { usage: 'restore --backup NAME --confirm', run: restore },
  { usage: 'restore --backup NAME --selective', run: restore },
  plain('backup verify --date DATE', 'backup of yesterday: COMPLETED, checksum matches'),
  plain('backup test-restore --environment NAME', 'staging: restored in 11m40s, 0 differences'),
  plain('failover test --environment NAME', 'staging: failed over in 38s, and back in 41s'),
  plain('dr plan update', 'disaster recovery plan written'),
]
