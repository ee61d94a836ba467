import type { WorkspacePerson } from '../options.ts'
import { removeMember } from './channels.ts'
import type { Person } from './state.ts'
import type { Team } from './team.ts'

const COLORS = ['#4c7ef3', '#d9480f', '#2b8a3e', '#9c36b5', '#c2255c', '#0b7285', '#e67700', '#5f3dc4']

/** Somebody new; `place` picks their colour. */
export const newPerson = (given: WorkspacePerson, place: number): Person => ({
  id: given.id,
  name: given.name,
  realName: given.realName,
  email: given.email,
  title: given.title ?? '',
  tz: given.tz ?? 'UTC',
  color: COLORS[place % COLORS.length] ?? '#868e96',
  deactivated: given.deactivated ?? false,
  isBot: false,
})

/** Somebody joins the team, or what is known of them changes. Whoever is deactivated leaves every channel. */
export function putPerson(team: Team, given: WorkspacePerson): void {
  const { people, channels } = team.state
  const known = people.find(({ id }) => id === given.id)
  const person = newPerson(given, people.length)
  if (!known) {
    people.push(person)
    team.changes.tell({ kind: 'person-joined', person })
    return
  }
  Object.assign(known, { ...person, color: known.color })
  if (known.deactivated) for (const channel of channels) removeMember(team, channel, known.id)
  team.changes.tell({ kind: 'person-changed', person: known })
}
