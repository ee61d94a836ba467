import { z } from 'zod'
import { roles } from '../../domain/service.ts'

const incident = z.string()

const pictureRef = z.discriminatedUnion('of', [
  z.object({ of: z.enum(['card', 'announcement', 'postmortem']), incident }),
  z.object({ of: z.literal('phase'), incident, run: z.string(), phase: z.number() }),
  z.object({
    of: z.literal('approval'),
    incident,
    remediation: z.string(),
    direct: z.boolean().optional(),
  }),
  z.object({ of: z.enum(['glass', 'output', 'reminder']), incident, remediation: z.string() }),
  z.object({ of: z.enum(['entry', 'evidence', 'gap']), incident, seq: z.number() }),
  z.object({ of: z.literal('handoff'), handoff: z.string() }),
  z.object({ of: z.literal('words'), text: z.string() }),
])

const place = z.union([
  z.object({ incident }),
  z.object({ channelName: z.string() }),
  z.object({ person: z.string() }),
  z.object({ owner: z.string() }),
])

const person = z.object({ person: z.string(), channel: z.string().optional() })

/** The shapes of outbox payloads, read again from the record before they are used. */
export const payloads = {
  openChannel: z.object({ incident, replyTo: z.string().optional(), greet: person.optional() }),
  show: z.object({ picture: pictureRef, place, thread: z.string().optional() }),
  invite: z.object({
    incident,
    people: z.array(z.string()),
    responders: z.boolean(),
    roles: z.array(z.enum(roles)).default([]),
  }),
  greet: z.object({ incident, replyTo: z.string().optional(), greet: person.optional() }),
  ofIncident: z.object({ incident }),
  importRunbook: z.object({
    person: z.string(),
    file: z.string(),
    name: z.string(),
    service: z.string().exactOptional(),
  }),
  pin: z.object({ incident, channel: z.string(), ts: z.string() }),
}

/** The incident an entry belongs to, when it belongs to one. */
export function incidentOf(payload: unknown): string | undefined {
  const read = z
    .union([
      z.object({ incident }),
      z.object({ picture: z.object({ incident }) }).transform(({ picture }) => picture),
    ])
    .safeParse(payload)
  return read.success ? read.data.incident : undefined
}
