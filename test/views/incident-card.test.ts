import { expect, test } from 'vitest'
import { incidentCard } from '../../src/slack/views/incident-card.ts'
import { at, incident, now, nqba, offer, playbook, resolved, run, verified, worked } from './examples.ts'
import { readable } from './readable.ts'

const card = { of: 'card', service: nqba, offer, now } as const
const runs = [{ run, playbook }]

test('a declared incident asks to be acknowledged and offers the playbooks that fit', () => {
  expect(readable(incidentCard({ ...card, incident, runs: [] }))).toMatchSnapshot()
})

test('a worked incident shows its phase, the next step and what waits for approval', () => {
  expect(readable(incidentCard({ ...card, incident: worked, runs }))).toMatchSnapshot()
})

test('a mitigated incident shows what still stands changed', () => {
  const mitigated = { ...worked, status: 'mitigated' as const, remediations: [verified] }
  expect(readable(incidentCard({ ...card, incident: mitigated, runs }))).toMatchSnapshot()
})

test('a resolved incident offers the post-mortem, closing and reopening', () => {
  const finished = [{ run: { ...run, endedAt: at(44) }, playbook }]
  expect(readable(incidentCard({ ...card, incident: resolved, runs: finished }))).toMatchSnapshot()
})

test('nobody overlooks a remediation of unknown outcome', () => {
  const unknown = { ...worked, remediations: [{ ...verified, state: 'unknown' as const }] }
  const shown = readable(incidentCard({ ...card, incident: unknown, runs }))
  expect(shown).toContain('*Outcome unknown: look now*\n⚠ Route jobs to the classical solvers')
})

test('a missed promise is said', () => {
  const late = new Date(at(20))
  const shown = readable(incidentCard({ ...card, incident, runs: [], now: late }))
  expect(shown).toContain('⚠ Not acknowledged in time')
})
