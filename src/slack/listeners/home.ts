import { loadIncident } from '../../app/change.ts'
import type { Core } from '../../app/core.ts'
import { approvalRule, clicker } from '../../app/policy.ts'
import { pinnedPlaybook } from '../../app/runs.ts'
import { mayApprove } from '../../domain/approval.ts'
import { type Incident, openStatuses } from '../../domain/incident.ts'
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
  const steps: Waiting[] = []
  const approvals: Waiting[] = []
  for (const { number } of incidents) {
    const incident = await loadIncident(core, `INC-${number}`)
    if (!incident) continue
    steps.push(...(await stepsOf(core, incident, person)))
    approvals.push(...approvalsFor(core, incident, person))
  }
  const over = await core.store.list({ kind: 'incident', statuses: ['resolved', 'closed'], limit: 5 })
  const postmortems = over.map(({ number, title, endedAt, openedAt }) => ({
    incident: `INC-${number}`,
    title,
    at: endedAt ?? openedAt,
    url: core.webUrl && `${core.webUrl}/postmortems/${number}`,
  }))
  return { incidents, steps, approvals, postmortems }
}

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
    .filter((one) => mayApprove(by, approvalRule(core, incident, one)))
    .map(({ plan, requestedAt }) => ({
      incident: incident.id,
      channel: incident.channel?.id,
      title: plan.says,
      at: requestedAt,
    }))
}
