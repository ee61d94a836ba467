import type { JsonObject } from '../../domain/json.ts'
import type { Fact } from '../draft/draft.ts'
import { shorten } from '../outline/title.ts'
import type { Mark } from './mark.ts'
import type { Drawn } from './playbook-data.ts'

export type Person = { name: string; email: string; from: readonly number[] }

/** Nobody the document names. */
export const nobody = 'Undecided'

/** Those with an address, each once. */
export function peopleIn(facts: readonly Fact[]): Person[] {
  const found: Person[] = []
  for (const fact of facts) {
    if (fact.kind !== 'contact') continue
    const name = shorten(fact.name, 75)
    const known = found.find(
      (one) =>
        one.email.toLowerCase() === fact.email.toLowerCase() || one.name.toLowerCase() === name.toLowerCase(),
    )
    if (known) known.from = [...known.from, ...fact.from]
    else found.push({ name, email: fact.email, from: fact.from })
  }
  return found
}

/** Who answers for the service, as far as titles tell: whoever runs it, before others. */
export const ownerAmong = (people: readonly Person[]): string =>
  (people.find(({ name }) => /oper|\bops\b|on-?call|sre|platform|lead|produc/i.test(name)) ?? people[0])
    ?.name ?? nobody

/** Two who do not exist: approving takes somebody else than who asks, and nobody real is given rights here. */
const placeholders: JsonObject[] = [
  { name: nobody, slack: 'U0UNDECIDED', roles: ['responder', 'approver', 'commander', 'lead'] },
  { name: `${nobody} too`, slack: 'U0UNDECIDED2', roles: ['responder', 'approver', 'commander', 'lead'] },
]

/** organization.yml, for a folder that has none. */
export function organizationData(service: string, people: readonly Person[]): Drawn {
  const marks: Mark[] = [
    { path: ['name'], from: [], decide: ['what is the company or team called?'] },
    {
      path: ['people'],
      from: [],
      decide: ['who is this? Give each the Slack id or the address of their Slack account, and their roles'],
    },
    ...people.map(({ from }, n): Mark => ({ path: ['people', n], from, decide: [] })),
  ]
  const rows: JsonObject[] = people.map(({ name, email }) => ({ name, email, roles: ['responder'] }))
  marks.push({
    path: ['people', people.length],
    from: [],
    decide: ['put real people here, and delete these two'],
  })
  return { data: { name: service, people: [...rows, ...placeholders] }, marks }
}
