import * as items from '../domain/action-items.ts'
import { evolve } from '../domain/evolve.ts'
import type { Channel } from '../domain/incident.ts'
import { bot, type IncidentEvent, type Source } from '../domain/incident-event.ts'
import * as lifecycle from '../domain/lifecycle.ts'
import { matchPlaybooks } from '../domain/match-playbook.ts'
import type { PinnedPlaybook } from '../domain/playbook.ts'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { Severity } from '../domain/severity.ts'
import * as walk from '../domain/walk.ts'
import { type By, begin, type Changed, change } from './change.ts'
import type { Core } from './core.ts'
import type { OutboxEntry, Outgoing } from './ports/store.ts'
import { frozen, pin } from './runs.ts'
import { room } from './showing.ts'

export type Declaration = {
  severity: Severity
  service?: string
  title: string
  /** Where the declarer is told the channel's name, once there is one: a `response_url` … */
  replyTo?: string
  /** … or a person, in the channel where they filled in the form, else in direct messages. */
  greet?: { person: string; channel?: string }
}

/** Opens an incident: on disk when this returns; channel, card and people follow from the outbox. */
export async function declare(core: Core, input: Declaration, by: By): Promise<Result<Changed>> {
  const { severity, service, title } = input
  if (service && !core.library.service(service))
    return refuse('no-service', `There is no service ${service}: ${knownServices(core)}`)
  const playbook = service ? matchPlaybooks(input, core.library.playbooks(service)).best : undefined
  if (playbook) await pin(core, playbook)
  return begin(core, by, (number) => {
    const declared: IncidentEvent = {
      type: 'declared',
      number,
      title,
      severity,
      commander: by.actor,
      ...(service && { service }),
    }
    return {
      events: [declared, ...firstRun(core, declared, by, playbook)],
      extra: opening(`INC-${number}`, input),
    }
  })
}

function firstRun(
  core: Core,
  declared: IncidentEvent,
  by: By,
  playbook: PinnedPlaybook | undefined,
): IncidentEvent[] {
  if (!playbook) return []
  const incident = evolve(undefined, { stream: '', seq: 1, at: '-', actor: by.actor, event: declared })
  const started = walk.startRun(incident, playbook, true)
  return started.ok ? [...started.value, ...frozen(core, incident, playbook.playbook)] : []
}

/** The channel first, then its card: the shortest way to a usable room. */
function opening(incident: string, { replyTo, greet }: Declaration): Outgoing[] {
  return [
    {
      key: `${incident}/channel`,
      lane: room(incident),
      kind: 'open-channel',
      payload: { incident, ...(replyTo && { replyTo }), ...(greet && { greet }) },
    },
    {
      key: `${incident}/card`,
      lane: room(incident),
      kind: 'show',
      payload: { picture: { of: 'card', incident }, place: { incident } },
    },
  ]
}

const knownServices = (core: Core) => {
  const names = core.library.services().map(({ id }) => id)
  return names.length ? `the services are ${names.join(', ')}` : 'the playbook folder has no service yet'
}

/** The channel is there; the entry that made it is done in the same stroke, so that its lane goes on at once. */
export const channelOpened = (
  core: Core,
  incident: string,
  channel: Channel,
  { finishes, extra }: { finishes: OutboxEntry; extra: readonly Outgoing[] },
) =>
  change(
    core,
    incident,
    { actor: bot, finishes },
    (state) => ok(state.channel ? [] : [{ type: 'channel-opened', channel }]),
    extra,
  )

/** Said once for every thing that is missing. */
export const gapFound = (core: Core, incident: string, what: string) =>
  change(core, incident, { actor: bot }, (state) =>
    ok(state.gaps.includes(what) ? [] : [{ type: 'gap-found', what }]),
  )

export const respondersInvited = (core: Core, incident: string, by: By, people: string[], failed: string[]) =>
  change(core, incident, by, () => ok([{ type: 'responders-invited', people, failed }]))

export const acknowledge = (core: Core, id: string, by: By) => change(core, id, by, lifecycle.acknowledge)

export const changeSeverity = (core: Core, id: string, by: By, to: Severity) =>
  change(core, id, by, (incident) => lifecycle.changeSeverity(incident, to))

export const handCommand = (core: Core, id: string, by: By, to: string) =>
  change(core, id, by, (incident) => lifecycle.handCommand(incident, to))

export const update = (core: Core, id: string, by: By, text: string) =>
  change(core, id, by, (incident) => lifecycle.update(incident, text))

export const note = (core: Core, id: string, by: By, text: string, source?: Source) =>
  change(core, id, by, (incident) => lifecycle.note(incident, text, source))

export const followEdit = (core: Core, id: string, by: By, source: string, text: string) =>
  change(core, id, by, (incident) => lifecycle.followEdit(incident, source, text))

export const followDeletion = (core: Core, id: string, by: By, source: string) =>
  change(core, id, by, (incident) => lifecycle.followDeletion(incident, source))

export const mitigate = (core: Core, id: string, by: By) => change(core, id, by, lifecycle.mitigate)

export const resolve = (core: Core, id: string, by: By, cause?: string) =>
  change(core, id, by, (incident) => lifecycle.resolve(incident, { by: by.actor, ...(cause && { cause }) }))

export const reopen = (core: Core, id: string, by: By) => change(core, id, by, lifecycle.reopen)

export const close = (core: Core, id: string, by: By) => change(core, id, by, lifecycle.close)

export const addActionItem = (core: Core, id: string, by: By, input: items.ActionItemInput) =>
  change(core, id, by, (incident) => items.addActionItem(incident, input))

export const changeActionItem = (
  core: Core,
  id: string,
  by: By,
  item: string,
  input: Partial<items.ActionItemInput> & { done?: boolean },
) => change(core, id, by, (incident) => items.changeActionItem(incident, item, input))
