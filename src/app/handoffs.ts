import type { Handoff, HandoffEvent, HandoffItem } from '../domain/handoff.ts'
import { acceptHandoff, evolveHandoff, postHandoff } from '../domain/handoff.ts'
import type { Incident } from '../domain/incident.ts'
import { leftovers, unreviewedGlass } from '../domain/ledger.ts'
import type { RemediationRecord } from '../domain/remediation.ts'
import type { Result } from '../domain/result.ts'
import { currentRun, nextStep } from '../domain/run.ts'
import type { Core } from './core.ts'
import { lacks } from './policy.ts'
import { pinnedPlaybook } from './runs.ts'
import { keys, redraw, show } from './showing.ts'
import { type By, beginStream, type Changed, changeStream, type StreamKind } from './streams.ts'
import { unfinished } from './unfinished.ts'

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
  const items: HandoffItem[] = []
  for (const incident of await unfinished(core)) items.push(...(await itemsOf(core, incident)))
  return items
}

async function itemsOf(core: Core, incident: Incident): Promise<HandoffItem[]> {
  const { id, remediations } = incident
  const changes = (kind: HandoffItem['kind'], these: readonly RemediationRecord[]): HandoffItem[] =>
    these.map((one) => ({ kind, incident: id, ref: one.id, text: one.title, ...detailOf(core, one) }))
  const standing = changes('standing-change', leftovers(incident))
  const unreviewed = changes('broken-glass', unreviewedGlass(incident))
  const text = `${incident.severity.toUpperCase()} ${incident.title}`
  if (incident.status === 'closed') return [...standing, ...unreviewed]
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

/** What the title does not say: who puts it back by when, what exactly it does. */
function detailOf(core: Core, { title, plan, standing }: RemediationRecord): { detail?: string } {
  const { owner, until } = standing ?? {}
  const name = owner && (core.directory.person(owner)?.name ?? `<@${owner}>`)
  const words = [
    ...(name && until ? [`${name} puts it back by ${until.slice(0, 10)}`] : []),
    ...(title === plan.says ? [] : [plan.says]),
  ]
  return words.length > 0 ? { detail: words.join(' · ') } : {}
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
