import type { Handoff, HandoffEvent, HandoffItem } from '../domain/handoff.ts'
import { acceptHandoff, evolveHandoff, postHandoff } from '../domain/handoff.ts'
import type { Incident } from '../domain/incident.ts'
import { leftovers } from '../domain/ledger.ts'
import type { RemediationRecord } from '../domain/remediation.ts'
import type { Result } from '../domain/result.ts'
import { currentRun, nextStep } from '../domain/run.ts'
import { loadIncident } from './change.ts'
import type { Core } from './core.ts'
import { lacks } from './policy.ts'
import { pinnedPlaybook } from './runs.ts'
import { keys, redraw, show } from './showing.ts'
import { type By, beginStream, type Changed, changeStream, type StreamKind } from './streams.ts'

const handoffs: StreamKind<Handoff, HandoffEvent> = {
  kind: 'handoff',
  evolve: evolveHandoff,
  summary: (handoff) => ({
    stream: handoff.id,
    kind: 'handoff',
    number: handoff.number,
    title: `Handoff ${handoff.number}`,
    status: handoff.status,
    owner: handoff.outgoing,
    openedAt: handoff.postedAt,
    endedAt: handoff.acceptedAt,
  }),
  follow(_, { before, after }) {
    const key = keys.handoff(after.id)
    const payload = {
      picture: { of: 'handoff' as const, handoff: after.id },
      place: { channelName: after.channel },
    }
    return {
      outgoing: [before ? redraw(key, payload) : show(key, `announce/${after.channel}`, payload)],
      jobs: [],
      cancel: [],
    }
  },
}

/** What the record says the next shift must know. */
export async function handoffItems(core: Core): Promise<HandoffItem[]> {
  const open = await core.store.list({
    kind: 'incident',
    statuses: ['declared', 'acknowledged', 'mitigated', 'resolved'],
    limit: 50,
  })
  const items: HandoffItem[] = []
  for (const { number } of open) {
    const incident = await loadIncident(core, `INC-${number}`)
    if (incident) items.push(...(await itemsOf(core, incident)))
  }
  return items
}

async function itemsOf(core: Core, incident: Incident): Promise<HandoffItem[]> {
  const { id, remediations } = incident
  const changes = (kind: HandoffItem['kind'], these: readonly RemediationRecord[]): HandoffItem[] =>
    these.map((one) => ({ kind, incident: id, ref: one.id, text: one.title, detail: detailOf(core, one) }))
  const standing = changes('standing-change', leftovers(incident))
  const unreviewed = changes(
    'broken-glass',
    remediations.filter(({ brokenGlass }) => brokenGlass && !brokenGlass.reviewed),
  )
  const text = `${incident.severity.toUpperCase()} ${incident.title}`
  if (incident.status === 'resolved')
    return [
      ...standing,
      ...unreviewed,
      { kind: 'postmortem', incident: id, text, detail: 'a draft until the incident is closed' },
    ]
  const open: HandoffItem = { kind: 'incident', incident: id, text, detail: await standOf(core, incident) }
  const waiting = remediations.filter(({ state }) => state === 'planned')
  return [open, ...changes('approval', waiting), ...standing, ...unreviewed]
}

function detailOf(core: Core, { plan, standing }: RemediationRecord): string {
  const { owner, until } = standing ?? {}
  if (!owner || !until) return plan.says
  const name = core.directory.person(owner)?.name ?? `<@${owner}>`
  return `${name} puts it back by ${until.slice(0, 10)} · ${plan.says}`
}

async function standOf(core: Core, incident: Incident): Promise<string> {
  const run = currentRun(incident)
  const next = run && !run.endedAt ? nextStep(run, await pinnedPlaybook(core, run)) : undefined
  const commander = core.directory.person(incident.commander)?.name ?? `<@${incident.commander}>`
  const words = [incident.status, `commander ${commander}`, ...(next ? [`next: ${next.step.title}`] : [])]
  return words.join(' · ')
}

export type HandoffInput = { notes: string; incoming?: string; items: HandoffItem[] }

export async function post(
  core: Core,
  by: By,
  input: HandoffInput,
): Promise<Result<Changed<Handoff, HandoffEvent>>> {
  const refused = lacks(core, by.actor, ['lead'], 'hand over a shift')
  if (refused) return refused
  const channel = core.library.organization().channels.shift
  const decided = postHandoff({ ...input, by: by.actor, channel })
  if (!decided.ok) return decided
  return beginStream(core, handoffs, by, (number) => ({
    events: [{ ...decided.value, number }],
  }))
}

export async function accept(
  core: Core,
  by: By,
  id: string,
): Promise<Result<Changed<Handoff, HandoffEvent>>> {
  const refused = lacks(core, by.actor, ['lead'], 'accept a handoff')
  if (refused) return refused
  return changeStream(core, handoffs, id, by, (handoff) => acceptHandoff(handoff, by.actor))
}
