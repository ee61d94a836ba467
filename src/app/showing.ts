import type { Outgoing } from './ports/store.ts'

/** Names a picture in the outbox: ids only, looked up again when it is drawn. */
export type PictureRef =
  | { of: 'card' | 'announcement' | 'postmortem'; incident: string }
  | { of: 'phase'; incident: string; run: string; phase: number }
  /** `direct`: in an approver's own messages. */
  | { of: 'approval'; incident: string; remediation: string; direct?: boolean | undefined }
  | { of: 'glass' | 'output' | 'reminder'; incident: string; remediation: string }
  | { of: 'entry' | 'evidence' | 'gap'; incident: string; seq: number }
  | { of: 'handoff'; handoff: string }
  /** Words that belong to no record. */
  | { of: 'words'; text: string }

/**
 * Where a picture goes: an incident's channel, a channel by name, or a person's direct messages; `owner` is a
 * person as service.yml names them.
 */
export type Place = { incident: string } | { channelName: string } | { person: string } | { owner: string }

export type ShowPayload = { picture: PictureRef; place: Place; thread?: string }

/** Messages of one incident's channel, in order. */
export const room = (incident: string): string => `room/${incident}`

/** Posts a picture once; its key is its name for ever. */
export function show(key: string, lane: string, payload: ShowPayload): Outgoing {
  return { key, lane, kind: 'show', payload }
}

/** Draws a picture again where it stands; asked twice before it is done, it is done once. */
export function redraw(key: string, payload: ShowPayload): Outgoing {
  return { key, lane: `redraw/${key}`, kind: 'show', payload, redraw: true }
}

export const keys = {
  card: (incident: string) => `${incident}/card`,
  announcement: (incident: string) => `${incident}/announcement`,
  phase: (incident: string, run: string, phase: number) => `${incident}/phase/${run}/${phase}`,
  approval: (remediation: string) => `approval/${remediation}`,
  asked: (remediation: string, person: string) => `approval/${remediation}/to/${person}`,
  output: (remediation: string) => `approval/${remediation}/output`,
  glass: (remediation: string, where: string) => `glass/${remediation}/${where}`,
  reminder: (remediation: string, day: string) => `reminder/${remediation}/${day}`,
  entry: (incident: string, seq: number) => `${incident}/entry/${seq}`,
  postmortem: (incident: string) => `${incident}/postmortem`,
  handoff: (handoff: string) => `${handoff}/post`,
}
