import type { StandIn } from '../../../machine/stand-in.ts'
import { analysisCommands } from './analysis.ts'
import { capacityCommands } from './capacity.ts'
import { dataCommands } from './data.ts'
import { figureCommands } from './figures.ts'
import { flowCommands } from './flows.ts'
import { operationCommands } from './operations.ts'
import { peopleCommands } from './people.ts'
import { securityCommands } from './security.ts'
import { settingsCommands } from './settings.ts'
import { programOf } from './subcommand.ts'

/** Stands in for Qflow's own command line. */
export const qflow: StandIn = programOf('qflow', [
  ...analysisCommands,
  ...capacityCommands,
  ...dataCommands,
  ...figureCommands,
  ...flowCommands,
  ...operationCommands,
  ...peopleCommands,
  ...securityCommands,
  ...settingsCommands,
])
