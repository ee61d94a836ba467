import type { StandIn } from '../../../machine/stand-in.ts'
import { damagedFlows, dataDamaged } from '../programs/state.ts'
import { fails, plain, programOf, says } from './subcommand.ts'

const repository = programOf('ipfs', [
  {
    usage: 'repo verify',
    run: (_, world) =>
      world.condition(dataDamaged).now
        ? fails(
            ...damagedFlows.map(
              (flow) => `block of ${flow} was corrupt (bafkrei${flow.replace('-', '')}x3q)`,
            ),
            'Error: verify complete, some blocks were corrupt',
          )
        : says('verify complete, all blocks validated.'),
  },
  plain('repo gc', 'removed bafkreigc4h2oq', 'removed bafkreih7d0bwy', 'removed 2 blocks'),
  plain('repo fsck', 'Lockfiles have been removed.'),
])

/** Asks the IPFS node that `--api` names. */
export const ipfs: StandIn = (args, world) =>
  repository(
    args.filter((one) => !one.startsWith('--api=')),
    world,
  )
