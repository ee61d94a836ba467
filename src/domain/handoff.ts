import type { Recorded } from './incident-event.ts'
import { ok, type Result, refuse } from './result.ts'

/** What is passed on at the end of a shift. A stream of its own: `handoff-7`. Times are ISO strings. */
export type Handoff = {
  id: string
  number: number
  status: 'open' | 'accepted'
  outgoing: string
  /** The lead it is meant for, when named. */
  incoming?: string
  notes: string
  items: HandoffItem[]
  channel: string
  postedAt: string
  acceptedBy?: string
  acceptedAt?: string
}

/** One line the record put into the form: an incident, a waiting approval, a standing change, a broken glass nobody has reviewed, a draft. */
export type HandoffItem = {
  kind: 'incident' | 'approval' | 'standing-change' | 'broken-glass' | 'postmortem'
  incident: string
  /** Of several of a kind in one incident, which: a remediation's id. */
  ref?: string
  text: string
  /** What is not the name of the thing: where it stands, who has it. */
  detail?: string
}

export type HandoffEvent =
  | {
      type: 'handoff-posted'
      number: number
      incoming?: string
      notes: string
      items: HandoffItem[]
      channel: string
    }
  | { type: 'handoff-accepted' }

type Posted = Extract<HandoffEvent, { type: 'handoff-posted' }>

export function postHandoff(
  input: Pick<Posted, 'notes' | 'items' | 'channel' | 'incoming'> & { by: string },
): Result<Omit<Posted, 'number'>> {
  const { by, ...posted } = input
  if (posted.incoming === by)
    return refuse('self', 'Hand over to somebody else: you cannot accept your own handoff')
  return ok({ type: 'handoff-posted', ...posted })
}

/** Whoever takes over says so; never the one who hands over. */
export function acceptHandoff(handoff: Handoff, by: string): Result<HandoffEvent[]> {
  if (handoff.acceptedBy)
    return refuse('accepted', `<@${handoff.acceptedBy}> has accepted this handoff already`)
  if (handoff.outgoing === by)
    return refuse('self', 'The incoming lead accepts: it cannot be the one who hands over')
  if (handoff.incoming && handoff.incoming !== by)
    return refuse('not-incoming', `This handoff is for <@${handoff.incoming}>`)
  return ok([{ type: 'handoff-accepted' }])
}

export function evolveHandoff(
  before: Handoff | undefined,
  { stream, at, actor, event }: Recorded<HandoffEvent>,
): Handoff {
  if (event.type === 'handoff-posted') {
    const { type: _, ...posted } = event
    return { id: stream, status: 'open', outgoing: actor, postedAt: at, ...posted }
  }
  if (!before) throw new Error(`${stream} begins with ${event.type} instead of handoff-posted`)
  return { ...before, status: 'accepted', acceptedBy: actor, acceptedAt: at }
}
