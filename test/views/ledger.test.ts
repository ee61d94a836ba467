import { expect, test } from 'vitest'
import {
  breakGlassForm,
  questionForm,
  reviewForm,
  settleForm,
} from '../../src/slack/views/forms/deciding-forms.ts'
import {
  keepForm,
  permanentForm,
  resolveForm,
  settledIn,
  undoForm,
} from '../../src/slack/views/forms/ledger-forms.ts'
import { lockForm } from '../../src/slack/views/forms/lock-form.ts'
import { readForm } from '../../src/slack/views/forms/read-form.ts'
import { incidentCard } from '../../src/slack/views/incident-card.ts'
import { drawPicture } from '../../src/slack/views/index.ts'
import { locks } from '../../src/slack/views/replies/locks.ts'
import {
  ana,
  at,
  bob,
  incident,
  keptChange,
  now,
  nqba,
  offer,
  remediation,
  verified,
  worked,
} from './examples.ts'
import { readable } from './readable.ts'

const keeping = { owner: ana, until: '2026-11-27' }
const card = { of: 'card' as const, service: nqba, runs: [], offer, now }

test('the card lists what stands changed with a button each, and no more than is read at a glance', () => {
  const remediations = Array.from({ length: 6 }, (_, n) => ({
    ...verified,
    id: `rem-${n}`,
    title: `Scale nqba-worker to ${n}`,
  }))
  const shown = readable(incidentCard({ ...card, incident: { ...worked, remediations } }))
  expect(shown).toContain('and 2 more: `/incident undo` lists them')
  expect(shown.match(/\[Undo\]/g)).toHaveLength(4)
})

test('a change that is kept says by whom and until when; one put back is gone from the card', () => {
  const shown = (remediations: (typeof verified)[]) =>
    readable(incidentCard({ ...card, incident: { ...worked, remediations } }))
  expect(shown([keptChange])).toContain(`kept by <@${bob}> until <!date`)
  expect(shown([{ ...verified, standing: { state: 'undone', at: at(9) } }])).not.toContain('Standing changes')
})

test('the card shows what is locked by hand until the time is over', () => {
  const lock = { lock: 'l1', target: 'Deployment nqba-platform/nqba-worker', why: 'New nodes', by: bob }
  const shown = (until: string) =>
    readable(incidentCard({ ...card, incident: { ...worked, locks: [{ ...lock, until }] } }))
  expect(shown(at(30))).toContain(`🔒 Deployment nqba-platform/nqba-worker · <@${bob}>: New nodes`)
  expect(shown(at(5))).not.toContain('Locked by hand')
})

test('what a playbook freezes for one reason is one line of the card', () => {
  const freeze = { why: 'Data is damaged', by: 'muster', until: at(30) }
  const targets = [
    'Deployment nqba-platform/nqba-api',
    'Command nqba/vacuum',
    'Command nqba/a',
    'Command nqba/b',
  ]
  const locks = targets.map((target, n) => ({ ...freeze, lock: `l${n}`, target }))
  const shown = readable(incidentCard({ ...card, incident: { ...worked, locks } }))
  expect(shown).toContain('Frozen by a playbook')
  expect(shown.match(/🔒.*/g)).toEqual([
    expect.stringContaining('🔒 nqba-api, vacuum, a and 1 more · Data is damaged · until'),
  ])
})

test('the list of locks says who, why, since when and how each becomes free', () => {
  const target = 'Deployment nqba-platform/nqba-worker'
  const lock = { target, holder: 'l1', by: bob, why: 'New nodes', since: at(3), until: at(60) }
  const shown = locks([
    { ...lock, kind: 'hand', incident: 'INC-42' },
    { ...lock, kind: 'running', holder: 'rem-1', why: 'Scale nqba-worker to 6' },
  ])
  expect(readable(shown)).toMatchSnapshot()
  expect(readable(locks([]))).toContain('Nothing is locked')
})

test('the output of a command shows its end, without the colours of a terminal', () => {
  const terminal = String.fromCharCode(27)
  const lines = [
    ...Array.from({ length: 100 }, (_, n) => `job ${n}`),
    `${terminal}[32mdone${terminal}[0m <!channel> \`\`\` *all*`,
  ]
  const of = 'output' as const
  const shown = readable(drawPicture({ of, incident, remediation, lines, running: true }))
  expect(shown).toContain('◐ Output so far: Route jobs')
  expect(shown).toContain('… 71 earlier lines left out\njob 71')
  expect(shown).toMatch(/job 99\ndone <!channel> ``` \*all\*$/)
  expect(readable(drawPicture({ of, incident, remediation, lines: [], running: true }))).toContain(
    '(nothing yet)',
  )
})

test('the owner of a kept change is reminded, with all that may become of it', () => {
  const of = 'reminder' as const
  expect(readable(drawPicture({ of, incident: worked, remediation: keptChange, now }))).toMatchSnapshot()
  const undone = { ...keptChange, standing: { state: 'undone' as const, at: at(59), by: bob } }
  const after = readable(drawPicture({ of, incident: worked, remediation: undone, now }))
  expect(after).toContain('Put back')
  expect(after).not.toContain('[')
})

test('a question calls the one who asked for the change, in the thread', () => {
  const entry = {
    stream: 'INC-42',
    seq: 9,
    at: at(9),
    actor: bob,
    event: { type: 'remediation-questioned' as const, id: 'rem-1', text: 'Will jobs be lost?' },
  }
  expect(readable(drawPicture({ of: 'entry', incident: worked, entry, offer }))).toMatchSnapshot()
})

test('the forms of deciding and of what stands', () => {
  const broken = { ...verified, brokenGlass: { by: ana, at: at(7), reason: 'Nobody answers' } }
  const lost = { ...verified, evidence: ['kubectl -n nqba-platform get configmap nqba-config'] }
  const shown = [
    questionForm(incident, remediation),
    breakGlassForm(incident, remediation, 'h1'),
    reviewForm(incident, broken),
    settleForm(incident, lost, 'applied'),
    settleForm(incident, lost, 'not-applied'),
    keepForm(incident, verified, keeping),
    permanentForm(incident, verified),
    undoForm(incident, [verified], verified.id, 'The cause is fixed'),
    lockForm({ target: 'nqba-worker', why: 'New nodes' }),
  ].map(readable)
  expect(shown.join('\n\n')).toMatchSnapshot()
})

test('resolving asks what becomes of each change that stands', () => {
  expect(readable(resolveForm(incident, { standing: [], keeping }))).toMatchSnapshot()
  const standing = [verified, { ...verified, id: 'rem-2', title: 'Scale nqba-worker to 6' }]
  const shown = resolveForm(worked, { standing, keeping, cause: 'Dynex lost a data centre' })
  expect(readable(shown)).toMatchSnapshot()
})

test('what was chosen for each change is found again under its id', () => {
  const standing = [verified, { ...verified, id: 'rem-2' }, { ...verified, id: 'rem-3' }]
  const chosen = ['keep', 'revert', 'anything']
  const fields = resolveForm(worked, { standing, keeping }).blocks.flatMap((block) =>
    block.block_id?.startsWith('settle.') ? [block.block_id] : [],
  )
  const values = fields.map((id, nth) => [id, { value: { selected_option: { value: chosen[nth] } } }])
  expect(settledIn(readForm(Object.fromEntries(values)))).toEqual([
    { remediation: 'rem-1', as: 'keep' },
    { remediation: 'rem-2', as: 'revert' },
  ])
})

test('whoever reads that it is resolved sees what is other than before, and for how long', () => {
  const [kept, permanent, undone] = (['kept', 'permanent', 'undone'] as const).map((state, n) => ({
    ...keptChange,
    id: `rem-${n}`,
    title: `Change ${n}`,
    standing: { ...(state === 'kept' ? keptChange.standing : {}), state, at: at(40) },
  }))
  const remediations = [kept, permanent, undone].filter((one) => one !== undefined)
  const entry = { stream: 'INC-42', seq: 9, at: at(44), actor: ana, event: { type: 'resolved' as const } }
  const shown = readable(drawPicture({ of: 'entry', incident: { ...worked, remediations }, entry, offer }))
  expect(shown).toMatch(new RegExp(`• Change 0 · <@${bob}> until <!date.*\n• Change 1 · permanent`))
  expect(shown).not.toContain('Change 2')
})
