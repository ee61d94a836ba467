import { expect, test } from 'vitest'
import { at, bob, entries } from '../web/dynex-outage.ts'
import { factsOf, sectionOf, write } from '../web/postmortem-facts.ts'
import { processorTime } from '../web/processor-time.ts'

test('the post-mortem of a Dynex outage reads like this', async () => {
  await expect(write(factsOf())).toMatchFileSnapshot('./__snapshots__/dynex-outage.md')
})

test('an incident of two minutes without a playbook still makes a whole post-mortem', () => {
  const declared = entries.slice(0, 1)
  const resolved = {
    stream: 'incident-42',
    seq: 2,
    at: at('14:04:11'),
    actor: bob,
    event: { type: 'resolved' },
  }
  const facts = {
    ...factsOf([...declared, { ...resolved, event: { type: 'resolved' } }]),
    service: undefined,
  }
  const text = write(facts)
  expect(sectionOf(text, 'summary')).toBe(
    [
      'On Friday 20 November 2026 at 15:02 (Europe/Berlin, GMT+1), Ana Torres declared a P1: “Dynex is down”. It was resolved after 2m.',
      'The cause has not been named yet.',
    ].join('\n\n'),
  )
  expect(sectionOf(text, 'questions')).toBe('- What was the cause?')
  expect(sectionOf(text, 'checks')).toBe('No checks ran.')
})

test('an incident over midnight has its days apart', () => {
  const night = [...entries.slice(0, 1), { ...last(), seq: 2, at: '2026-11-21T00:10:00.000Z' }]
  const text = write(factsOf(night))
  expect(sectionOf(text, 'timeline').match(/^### .*$/gm)).toEqual([
    '### Friday 20 November 2026',
    '### Saturday 21 November 2026',
  ])
})

function last() {
  const resolved = entries.find(({ event }) => event.type === 'resolved')
  if (!resolved) throw new Error('The story ends with a resolution')
  return resolved
}

test('what was put back is no longer asked about', () => {
  const questions = sectionOf(write(factsOf()), 'questions')
  expect(questions).toContain('FALLBACK_SOLVER not set → classical')
  expect(questions).not.toContain('QUANTUM_FALLBACK_ENABLED')
})

test('5,000 entries are written in a tenth of a second', async () => {
  const many = [...entries]
  for (let n = many.length; n < 5000; n++)
    many.push({
      stream: 'incident-42',
      seq: n + 1,
      at: new Date(Date.parse(at('15:00:00')) + n * 1000).toISOString(),
      actor: n % 2 === 0 ? bob : 'muster',
      event:
        n % 3 === 0
          ? {
              type: 'noted',
              text: `note ${n}`,
              source: { channel: 'C1', ts: `${n}.1`, author: bob, at: at('15:00:00') },
            }
          : {
              type: 'check-finished',
              run: 'r1',
              step: '2.b0.1',
              title: 'Is Dynex back?',
              passed: false,
              summary: `try ${n}`,
              evidence: ['503'],
            },
    })
  const facts = factsOf(many)
  const first = write(facts)
  expect(write(facts, first)).toBe(first)
  expect(await processorTime(() => write(facts, first))).toBeLessThan(100)
})
