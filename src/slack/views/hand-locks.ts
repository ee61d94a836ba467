import type { KnownBlock } from '@slack/types'
import type { Incident } from '../../domain/incident.ts'
import { deadline, line, person } from '../mrkdwn.ts'
import { section } from './blocks.ts'
import { mark } from './marks.ts'

const most = 4

/** Targets that somebody holds by hand in this incident. */
export function handLocks({ locks = [] }: Incident, now: Date): KnownBlock[] {
  const held = locks.filter(({ until }) => !(Date.parse(until) <= now.getTime()))
  if (held.length === 0) return []
  const rest = held.length - most
  return [
    section([
      '*Locked by hand*',
      ...held
        .slice(-most)
        .map(
          ({ target, by, why, until }) =>
            `${mark.lock} ${line(target, 100)} · ${person(by)}: ${line(why, 120)} · until ${deadline(until)}`,
        ),
      rest > 0 && `${mark.open} and ${rest} more: \`/incident lock\` lists them`,
    ]),
  ]
}
