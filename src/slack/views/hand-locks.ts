import type { KnownBlock } from '@slack/types'
import type { Incident } from '../../domain/incident.ts'
import { bot } from '../../domain/incident-event.ts'
import { deadline, line, person } from '../mrkdwn.ts'
import { section } from './blocks.ts'
import { mark } from './marks.ts'

type Lock = NonNullable<Incident['locks']>[number]

const most = 4
/** Targets named in a line; a playbook that freezes a whole service holds a dozen. */
const named = 3

/** Targets that somebody holds by hand in this incident, or a playbook that protects evidence or data. */
export function handLocks({ locks = [] }: Incident, now: Date): KnownBlock[] {
  const held = locks.filter(({ until }) => !(Date.parse(until) <= now.getTime()))
  const byHand = held.filter(({ by }) => by !== bot)
  const frozen = held.filter(({ by }) => by === bot)
  return [...part('Locked by hand', byHand), ...part('Frozen by a playbook', frozen)]
}

function part(title: string, locks: readonly Lock[]): KnownBlock[] {
  const groups = [...Map.groupBy(locks, ({ by, why }) => `${by} ${why}`).values()]
  if (groups.length === 0) return []
  const rest = groups.length - most
  return [
    section([
      `*${title}*`,
      ...groups.slice(-most).map(together),
      rest > 0 && `${mark.open} and ${rest} more: \`/incident lock\` lists them`,
    ]),
  ]
}

/** What is held for one reason, in one line. */
function together(locks: readonly Lock[]): string {
  const [first] = locks
  if (!first) return ''
  const { by, why, until } = first
  const rest = locks.length - named
  const all =
    locks.length === 1 ? [first.target] : locks.slice(0, named).map(({ target }) => shortName(target))
  const names = `${all.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
  const who = by === bot ? '' : `${person(by)}: `
  return `${mark.lock} ${line(names, 140)} · ${who}${line(why, 120)} · until ${deadline(until)}`
}

/** `restore` of `Command photonic-foundry/restore`: the service is in the headline. */
const shortName = (target: string): string => target.split('/').at(-1) ?? target
