import { namespace } from '../programs/state.ts'
import { plain, type Subcommand, says } from './subcommand.ts'

const pods = (usage: string): Subcommand => ({
  usage,
  run: (_, world) => {
    const ready = world.ready(namespace, 'qflow').now
    return says(`pods ready: ${ready}`, `flows at a time: ${ready * 50}`)
  },
})

/** What there is, what is needed, and what the weekly and monthly rounds do about it. */
export const capacityCommands: readonly Subcommand[] = [
  pods('capacity current'),
  pods('capacity verify'),
  plain('capacity report --period TIME', 'mean use 41 %, peak 68 %', 'storage grows by 1.2 GB a day'),
  plain('capacity forecast --period TIME', 'in 90 days: peak 79 %, one more pod'),
  plain('performance report --period TIME', 'p95 1.9 s (month before: 2.1 s)', 'success 98.7 %'),
  plain(
    'performance analyze --recommendations',
    'cache: keep node lists for 60 s',
    'fl-1402: split its third step',
  ),
  plain('performance baseline-update', 'baseline updated'),
  plain('performance thresholds update', 'thresholds updated'),
  plain('scaling policy update', 'scaling policies updated'),
  plain('maintenance plan --week NAME', 'this week: certificates, IPFS collection'),
]
