import type { Handoff } from '../../domain/handoff.ts'
import type { Incident, Run } from '../../domain/incident.ts'
import type { TimelineEntry } from '../../domain/incident-event.ts'
import type { Playbook } from '../../domain/playbook.ts'
import type { RemediationRecord } from '../../domain/remediation.ts'
import type { Service } from '../../domain/service.ts'

/** What is offered besides what has happened: playbooks that fit, and where the pages are. */
export type Offer = {
  /** Playbooks a responder may start, best first. */
  playbooks: { id: string; title: string }[]
  /** Base of the web pages, without a slash at the end; absent when there are none. */
  webUrl?: string
}

/**
 * What people are to see, as data; an adapter turns it into a message. The same picture always
 * draws the same message, so a redraw that changes nothing is not sent.
 */
export type Picture =
  | {
      of: 'card'
      incident: Incident
      service?: Service
      runs: { run: Run; playbook: Playbook }[]
      offer: Offer
      now: Date
    }
  | { of: 'announcement'; incident: Incident; service?: Service; offer: Offer; now: Date }
  | { of: 'phase'; incident: Incident; run: Run; playbook: Playbook; phase: number; now: Date }
  | {
      of: 'approval'
      incident: Incident
      remediation: RemediationRecord
      approvers: string[]
      /** The newest word on how far it is, while it runs or is verified. */
      progress?: string
      /** Whether the commander may go on without approval now. */
      mayBreakGlass: boolean
      undoable: boolean
      /** Drawn in an approver's direct messages. */
      direct: boolean
      now: Date
    }
  /** The glass was broken: said to everybody, until somebody else has reviewed it. */
  | { of: 'glass'; incident: Incident; remediation: RemediationRecord; now: Date }
  /** What a command writes, in the request's thread, as it grows. */
  | { of: 'output'; incident: Incident; remediation: RemediationRecord; lines: string[]; running: boolean }
  /** The day of a kept change has come: to its owner. */
  | { of: 'reminder'; incident: Incident; remediation: RemediationRecord; now: Date }
  /** A timeline entry everybody must see: severity change, update, resolution, reopening. */
  | { of: 'entry'; incident: Incident; entry: TimelineEntry; offer: Offer }
  /** Evidence of a check, or what a remediation left behind; goes into the phase's thread. */
  | { of: 'evidence'; incident: Incident; title: string; passed?: boolean; summary: string; lines: string[] }
  | {
      of: 'catch-up'
      incident: Incident
      service?: Service
      runs: { run: Run; playbook: Playbook }[]
      entries: TimelineEntry[]
      offer: Offer
      now: Date
    }
  | { of: 'gap'; incident: Incident; what: string }
  | { of: 'postmortem'; incident: Incident; path: string; offer: Offer }
  | { of: 'handoff'; handoff: Handoff }
  /** Answers the declarer once the channel is there. */
  | { of: 'channel-link'; incident: Incident }
  | { of: 'words'; text: string }

/** Slack refused for good (`channel_not_found`, `invalid_blocks`): trying again is useless. */
export class ChatRefused extends Error {
  readonly reason: string
  constructor(reason: string, says = reason) {
    super(says)
    this.name = 'ChatRefused'
    this.reason = reason
  }
}

/** A method or scope this workspace does not have: the incident goes on without it. */
export class ChatLacks extends Error {
  readonly what: string
  constructor(what: string) {
    super(what)
    this.name = 'ChatLacks'
    this.what = what
  }
}

/** Slack could not be asked now. `uncertain`: it may have taken effect. `retryAt`: when Slack (or our own pace) says to try again. */
export class ChatUnavailable extends Error {
  readonly uncertain: boolean
  readonly retryAfterMs: number | undefined
  constructor(says: string, options: { uncertain: boolean; retryAfterMs?: number; cause?: unknown }) {
    super(says, { cause: options.cause })
    this.name = 'ChatUnavailable'
    this.uncertain = options.uncertain
    this.retryAfterMs = options.retryAfterMs
  }
}

export type Placed = { channel: string; ts: string }

/** Slack, as the bot needs it. Every method throws `ChatRefused`, `ChatLacks` or `ChatUnavailable`, nothing else. */
export type Chat = {
  /** A valid channel name is made from `wanted`; a taken one gets a suffix. `adopt`: an earlier try may have made it; take that one. */
  openChannel(wanted: string, options: { adopt: boolean }): Promise<{ id: string; name: string }>
  channelByName(name: string): Promise<{ id: string; name: string } | undefined>
  /** Digest of the message this picture draws. */
  digest(picture: Picture): string
  /** `key` travels as message metadata, so that the message can be found again. */
  post(channel: string, picture: Picture, options: { key: string; thread?: string }): Promise<Placed>
  redraw(placed: Placed, picture: Picture, options: { key: string }): Promise<void>
  /** The message that carries this key, if an earlier try left one. */
  find(channel: string, key: string, since: Date, thread?: string): Promise<Placed | undefined>
  /** Answers a command or click by its `response_url`; only the person who did it sees it. */
  answer(responseUrl: string, picture: Picture): Promise<void>
  whisper(channel: string, person: string, picture: Picture): Promise<void>
  directMessage(person: string): Promise<string>
  /** Answers the people who could not be invited. */
  invite(channel: string, people: readonly string[]): Promise<{ failed: string[] }>
  groupMembers(group: string): Promise<string[]>
  topic(channel: string, text: string): Promise<void>
  bookmark(channel: string, title: string, url: string): Promise<void>
  pin(placed: Placed): Promise<void>
  unarchive(channel: string): Promise<void>
  permalink(placed: Placed): Promise<string | undefined>
  personByEmail(email: string): Promise<string | undefined>
  /** Those of these scopes that the bot's token does not have now. */
  lackedScopes(scopes: readonly string[]): Promise<string[]>
} & Files

/** Files in Slack, by their ids. */
export type Files = {
  /** The bytes of a file that somebody sent. `ChatRefused('too_large')` above `most` bytes. */
  download(file: string, most: number): Promise<Uint8Array>
  /** Brings a file to Slack, where nobody sees it until it is shared. Answers its id. */
  upload(name: string, text: string): Promise<string>
  /** Shares what was uploaded: one message with all of it, under the picture's words. */
  share(channel: string, files: readonly string[], picture: Picture): Promise<void>
  isShared(file: string): Promise<boolean>
}
