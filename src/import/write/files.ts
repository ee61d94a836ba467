import { within } from '../draft/budget.ts'
import type { Document } from '../draft/document.ts'
import type { Fact, StepKind } from '../draft/draft.ts'
import type { Shop } from '../draft/shop.ts'
import type { Claim } from '../ledger.ts'
import { Names, slug } from '../outline/title.ts'
import { longestLine, type Mark } from './mark.ts'
import { parts } from './parts.ts'
import { nobody, organizationData, ownerAmong, peopleIn } from './people.ts'
import { type Drawn, playbookData } from './playbook-data.ts'
import { render } from './render.ts'
import { serviceData } from './service-data.ts'

/** A drafted file, by its place in the playbook folder. */
export type DraftFile = {
  file: string
  kind: 'organization' | 'service' | 'playbook' | 'checklist'
  title: string
  steps: Record<StepKind, number>
  text: string
}

type About = {
  name: string
  service: string
  title: string
  people?: readonly string[]
  textAt(line: number): string
}

type Left = { lines: number[]; why: string }

/** Characters of source that one file may gather as comments, facts or summary. */
const mostFacts = 200_000
const mostSummary = 20_000

/** Every file of the drafts, what each line of the source went to, and what did not fit. */
export function draftFiles(
  document: Document,
  shop: Shop,
  about: About,
): { files: DraftFile[]; claims: Claim[]; left: Left[] } {
  const left: Left[] = []
  const keep = <T extends { from: readonly number[] }>(all: readonly T[], most: number): T[] => {
    const { kept, left: lines } = within(all, most, about.textAt)
    if (lines.length > 0) left.push({ lines, why: 'more than one file may hold' })
    return kept
  }
  const playbooks = document.playbooks.flatMap(parts).map((draft) => ({
    ...draft,
    summary: keep(draft.summary, mostSummary),
    symptoms: keep(draft.symptoms, mostSummary),
  }))
  const facts = keep(
    shop.facts.filter(({ kind }) => kind !== 'note'),
    mostFacts,
  )
  const notes = keep(
    shop.facts.filter((fact) => fact.kind === 'note'),
    mostFacts,
  ).filter(({ text }) => text.length <= longestLine)

  const claims: Claim[] = []
  const claim = (file: string, marks: readonly Mark[]) => {
    for (const { path, from } of marks) claims.push({ file, path, from, as: 'data' })
  }
  const head = [`Drafted from ${about.name}. What a person has to decide is marked DECIDE.`]
  const draw = (drawn: Drawn, more: string[] = []) =>
    render(drawn, { head, notes: more, textAt: about.textAt })
  const names = new Names()
  names.take('service')
  const files = playbooks.map((draft): DraftFile => {
    const drawn = playbookData(draft)
    const stem = names.take(slug(draft.title, 50) || 'playbook')
    const file = `${about.service}/${draft.every ? 'checklists/' : ''}${stem}.yml`
    claim(file, drawn.marks)
    return {
      file,
      kind: draft.every ? 'checklist' : 'playbook',
      title: draft.title,
      steps: countSteps(drawn.data),
      text: draw(drawn),
    }
  })

  const people = peopleIn(facts)
  const joins = about.people !== undefined
  const owner = joins ? (about.people?.[0] ?? nobody) : ownerAmong(people)
  const known = new Set(joins ? about.people : people.map(({ name }) => name))
  const service = serviceData({
    name: about.title,
    ...(shop.about.namespace === undefined ? {} : { namespace: shop.about.namespace }),
    owner,
    facts,
    commands: shop.commands,
    playbooks,
    known: (name) => (known.has(name) ? name : undefined),
  })
  const none = { do: 0, check: 0, fix: 0, tell: 0 }
  const serviceFile = `${about.service}/service.yml`
  claim(serviceFile, service.marks)
  for (const note of notes) claims.push({ file: serviceFile, path: [], from: note.from, as: 'comment' })
  files.unshift({
    file: serviceFile,
    kind: 'service',
    title: about.title,
    steps: none,
    text: draw(service, noteLines(notes, facts, joins)),
  })
  if (joins) return { files, claims: [...claims, ...contactClaims(facts, serviceFile)], left }
  const organization = organizationData(about.service, people)
  claim('organization.yml', organization.marks)
  files.unshift({
    file: 'organization.yml',
    kind: 'organization',
    title: about.service,
    steps: none,
    text: draw(organization),
  })
  return { files, claims, left }
}

/** Where there is an organization already, its file stays as it is: contacts are comments. */
const contactClaims = (facts: readonly Fact[], file: string): Claim[] =>
  facts.flatMap((fact) =>
    fact.kind === 'contact' ? [{ file, path: [], from: fact.from, as: 'comment' as const }] : [],
  )

function noteLines(notes: readonly Fact[], facts: readonly Fact[], joins: boolean): string[] {
  const contacts = joins
    ? facts.flatMap((fact): Fact[] =>
        fact.kind === 'contact'
          ? [{ kind: 'note', about: 'Contacts', text: `${fact.name}: ${fact.email}`, from: fact.from }]
          : [],
      )
    : []
  const lines: string[] = []
  let about: string | undefined
  for (const note of [...notes, ...contacts]) {
    if (note.kind !== 'note') continue
    if (note.about !== about && note.about !== '' && !note.text.includes(note.about))
      lines.push(`-- ${note.about}`)
    about = note.about
    lines.push(`line ${note.from[0]}: ${note.text.replaceAll('\t', ' ')}`)
  }
  return lines.length === 0 ? [] : ['Said of the service, and without a key of its own:', ...lines]
}

function countSteps(data: Drawn['data']): Record<StepKind, number> {
  const counts = { do: 0, check: 0, fix: 0, tell: 0 }
  const stack: unknown[] = [data.phases]
  for (let one = stack.pop(); one !== undefined; one = stack.pop()) {
    if (Array.isArray(one)) for (const each of one) stack.push(each)
    else if (typeof one === 'object' && one !== null) {
      const kind = stepKinds.find((key) => Object.hasOwn(one, key))
      if (kind) counts[kind]++
      else for (const each of Object.values(one)) stack.push(each)
    }
  }
  return counts
}

const stepKinds = ['do', 'check', 'fix', 'tell'] as const satisfies readonly StepKind[]
