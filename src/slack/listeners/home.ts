import type { Core } from '../../app/core.ts'
import { reviewers } from '../../app/deciding.ts'
import { approvalRule, clicker } from '../../app/policy.ts'
import { pinnedPlaybook } from '../../app/runs.ts'
import { unfinished } from '../../app/unfinished.ts'
import { mayApprove } from '../../domain/approval.ts'
import { type Incident, openStatuses } from '../../domain/incident.ts'
import { leftovers, undoable, unreviewedGlass } from '../../domain/ledger.ts'
import type { RemediationRecord } from '../../domain/remediation.ts'
import { ok } from '../../domain/result.ts'
import { runSteps, settled } from '../../domain/run.ts'
import type { SlackChat } from '../chat/chat.ts'
import { definePlainAction, type PlainAction } from '../interactive.ts'
import { type AnyListener, listenTo } from '../listen.ts'
import { declareForm } from '../views/forms/incident-forms.ts'
import { type Home, homeView, type Waiting } from '../views/home.ts'

export const homeActions: readonly PlainAction[] = [
  definePlainAction({
    id: 'home.declare',
    run: async (_, { core }) => ok({ form: declareForm({ services: core.library.services() }) }),
  }),
]

/** Draws the Home tab anew each time somebody opens it. */
export const homeOpened = (chat: Pick<SlackChat, 'publishHome'>): AnyListener =>
  listenTo({
    type: 'app_home_opened',
    run: async ({ user }, { core }) => void (await chat.publishHome(user, homeView(await home(core, user)))),
  })

async function home(core: Core, person: string): Promise<Home> {
  const incidents = await core.store.list({ kind: 'incident', statuses: openStatuses, limit: 50 })
  const theirs = await unfinished(core)
  const steps: Waiting[] = []
  for (const incident of theirs) if (isOpen(incident)) steps.push(...(await stepsOf(core, incident, person)))
  const over = await core.store.list({ kind: 'incident', statuses: ['resolved', 'closed'], limit: 5 })
  const postmortems = over.map(({ number, title, endedAt, openedAt }) => ({
    incident: `INC-${number}`,
    title,
    at: endedAt ?? openedAt,
    url: core.webUrl && `${core.webUrl}/postmortems/${number}`,
  }))
  return {
    incidents,
    steps,
    approvals: theirs.flatMap((incident) => approvalsFor(core, incident, person)),
    reviews: theirs.flatMap((incident) => reviewsFor(core, incident, person)),
    kept: theirs.flatMap((incident) => keptBy(incident, person)),
    postmortems,
  }
}

const isOpen = ({ status }: Incident) => openStatuses.some((one) => one === status)

async function stepsOf(core: Core, incident: Incident, person: string): Promise<Waiting[]> {
  const waiting: Waiting[] = []
  for (const run of incident.runs.filter(({ endedAt }) => !endedAt)) {
    const playbook = await pinnedPlaybook(core, run)
    for (const index of playbook.phases.keys())
      for (const step of runSteps(run, playbook, index))
        if (step.record.assignee === person && !settled(step))
          waiting.push({ incident: incident.id, channel: incident.channel?.id, title: step.step.title })
  }
  return waiting
}

function approvalsFor(core: Core, incident: Incident, person: string): Waiting[] {
  const by = clicker(core, person)
  return incident.remediations
    .filter(({ state, requestedBy }) => state === 'planned' && requestedBy !== person)
    .filter((one) => !one.approvals.some((held) => held.by === person))
    .filter((one) => mayApprove(by, approvalRule(core, incident, one)))
    .map((one) => ({ ...about(incident, one), at: one.requestedAt }))
}

/** Changes that were made without approval, for those who may say what they make of it. */
function reviewsFor(core: Core, incident: Incident, person: string): Waiting[] {
  if (!core.directory.roles(person).some((role) => reviewers.includes(role))) return []
  return unreviewedGlass(incident)
    .filter(({ brokenGlass }) => brokenGlass?.by !== person)
    .map((one) => ({ ...about(incident, one), at: one.brokenGlass?.at, remediation: one.id }))
}

/** What this person has to put back some day, the soonest first. */
const keptBy = (incident: Incident, person: string): Waiting[] =>
  leftovers(incident)
    .filter(({ standing }) => standing?.state === 'kept' && standing.owner === person)
    .map((one) => ({
      ...about(incident, one),
      until: one.standing?.until,
      ...(undoable(one) && { remediation: one.id }),
    }))
    .sort((one, other) => (one.until ?? '').localeCompare(other.until ?? ''))

const about = ({ id, channel }: Incident, { title }: RemediationRecord): Waiting => ({
  incident: id,
  channel: channel?.id,
  title,
})
