import { expect, test } from 'vitest'
import type { Playbook } from '../../src/domain/playbook.ts'
import { playbookGroups } from '../../src/slack/views/forms/run-form.ts'
import { incident, playbook } from './examples.ts'

const sixty = Array.from(
  { length: 60 },
  (_, n): Playbook => ({
    ...playbook,
    id: `nqba/number-${n}`,
    title: `Number ${n}`,
    declare: n % 2 === 0 ? ['p0', 'p1', 'p2', 'p3'] : [],
    detect: { alerts: [`Alert${n}Fired`], symptoms: [`Lamp ${n} blinks`] },
  }),
)
const offered = (query: string) =>
  playbookGroups(incident, sixty, query).map(({ label, options }) => ({
    label,
    values: options.map(({ value }) => value),
  }))

test('of sixty playbooks those for the severity come first, and all can be reached', () => {
  const [first, second, ...more] = offered('')
  expect(first).toMatchObject({ label: `For a ${incident.severity.toUpperCase()}, best first` })
  expect(first?.values.slice(0, 2)).toEqual(['nqba/number-0', 'nqba/number-2'])
  expect(second).toMatchObject({ label: 'For other severities' })
  expect([...(first?.values ?? []), ...(second?.values ?? [])]).toHaveLength(60)
  expect(more).toEqual([])
})

test('an alert, a symptom and half a word find their playbook', () => {
  for (const query of ['alert17fired', 'lamp 17', 'NUMBER-17'])
    expect(offered(query)).toEqual([{ label: 'For other severities', values: ['nqba/number-17'] }])
  expect(offered('no such thing')).toEqual([])
})

test('what is under way is not offered again', () => {
  const run = { id: 'r9', playbook: 'nqba/number-0', title: 'Number 0', digest: 'd', phase: 0 }
  const running = { ...run, startedAt: incident.declaredAt, startedBy: 'U1', phases: [], steps: {} }
  const now = { ...incident, runs: [running] }
  expect(JSON.stringify(playbookGroups(now, sixty, 'number-0'))).not.toContain('"nqba/number-0"')
})

test('at most a hundred options go to Slack, cut to what a phone shows', () => {
  const many = Array.from({ length: 3 }, () => sixty).flatMap((some, n) =>
    some.map((one) => ({ ...one, id: `${one.id}-${n}`, title: 'A title without an end '.repeat(9) })),
  )
  const options = playbookGroups(incident, many, '').flatMap((group) => group.options)
  expect(options).toHaveLength(100)
  for (const { text, description } of options) {
    expect(text.text.length).toBeLessThanOrEqual(75)
    expect(description?.text.length ?? 0).toBeLessThanOrEqual(75)
  }
})
