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

/** One line the record put into the form: an incident, a waiting approval, a standing change, a draft. */
export type HandoffItem = {
  kind: 'incident' | 'approval' | 'standing-change' | 'postmortem'
  incident: string
  text: string
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
