import type { Note } from '../finding.ts'
import type { LintFolder, ServiceFolder } from '../folder.ts'
import { approvalsRule } from './approvals.ts'
import { budgetsRule } from './budgets.ts'
import { escalationRule } from './escalation.ts'
import { exceptionsRule } from './exceptions.ts'
import { fixesRule } from './fixes.ts'
import { leadsRule } from './leads.ts'
import { alertsRule, offersRule } from './offers.ts'
import { organizationRule } from './organization.ts'
import { promisesRule } from './promises.ts'
import { targetsRule } from './targets.ts'
import { titlesRule } from './titles.ts'
import { unusedRule } from './unused.ts'

/** Looked at once. */
const ofFolder: readonly ((folder: LintFolder) => Note[])[] = [organizationRule, alertsRule]

/** Looked at for each service whose service.yml is sound. */
const ofService: readonly ((service: ServiceFolder, folder: LintFolder) => Note[])[] = [
  approvalsRule,
  exceptionsRule,
  escalationRule,
  promisesRule,
  targetsRule,
  offersRule,
  titlesRule,
  leadsRule,
  budgetsRule,
  fixesRule,
  unusedRule,
]

/** Everything that can be said without asking anybody. */
export const offlineNotes = (folder: LintFolder): Note[] => [
  ...ofFolder.flatMap((rule) => rule(folder)),
  ...folder.services.flatMap((service) => ofService.flatMap((rule) => rule(service, folder))),
]
