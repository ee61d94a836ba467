import { createHash } from 'node:crypto'
import { calendarOf } from '../../src/app/zoned-time.ts'
import type { TimelineEntry } from '../../src/domain/incident-event.ts'
import type { Facts } from '../../src/domain/postmortem/facts.ts'
import { writePostmortem } from '../../src/domain/postmortem/merge.ts'
import { markdownVoice } from '../../src/domain/postmortem/voice.ts'
import { entries as dynexOutage, fold, nameOf, playbook } from './dynex-outage.ts'

export const digest = (text: string) => createHash('sha256').update(text).digest('hex')

export const factsOf = (entries: readonly TimelineEntry[] = dynexOutage): Facts => ({
  incident: fold(entries),
  service: 'NQBA Platform',
  pledge: { respondWithinMs: 15 * 60_000, resolveWithinMs: 4 * 3_600_000 },
  entries,
  playbooks: new Map([['d1', playbook]]),
  voice: markdownVoice(nameOf),
  calendar: calendarOf('Europe/Berlin'),
})

export const write = (facts: Facts, standing?: string): string => writePostmortem(facts, standing, digest)

/** As it stands in a section of the file, between the comments. */
export const sectionOf = (text: string, id: string): string =>
  new RegExp(`<!-- muster:${id} \\w+ -->\\r?\\n([\\s\\S]*?)\\r?\\n<!-- /muster:${id} -->`).exec(text)?.[1] ??
  ''
