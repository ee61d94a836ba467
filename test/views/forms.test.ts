import { expect, test } from 'vitest'
import { remediations } from '../../src/remediations/index.ts'
import { decodeRef } from '../../src/slack/actions.ts'
import { rejectForm } from '../../src/slack/views/forms/deciding-forms.ts'
import { takes } from '../../src/slack/views/forms/fix-words.ts'
import { chosenItems, handoffForm } from '../../src/slack/views/forms/handoff-form.ts'
import {
  actionItemForm,
  declareForm,
  leadForm,
  noteForm,
  severityForm,
  updateForm,
} from '../../src/slack/views/forms/incident-forms.ts'
import { readForm } from '../../src/slack/views/forms/read-form.ts'
import { fixForm, runForm } from '../../src/slack/views/forms/remediation-forms.ts'
import {
  addStepForm,
  answerForm,
  assignForm,
  branchForm,
  skipForm,
  tellForm,
} from '../../src/slack/views/forms/step-forms.ts'
import { targetField } from '../../src/slack/views/forms/target-field.ts'
import { homeView } from '../../src/slack/views/home.ts'
import { ana, at, handoff, incident, nqba, offer, playbook, remediation } from './examples.ts'
import { readable } from './readable.ts'

const ref = { incident: 'INC-42', run: 'r1', step: '0.2' }
const tell = {
  kind: 'tell' as const,
  title: 'Mark quantum services degraded',
  audience: 'status-page' as const,
  with: {},
}

test('the forms of an incident', () => {
  const shown = [
    declareForm({ services: [nqba], severity: 'p0', title: 'Dynex is' }),
    updateForm(incident),
    severityForm(incident, nqba),
    leadForm(incident),
    noteForm(incident),
    actionItemForm(incident),
  ].map(readable)
  expect(shown.join('\n\n')).toMatchSnapshot()
})

test('the forms of a step', () => {
  const shown = [
    skipForm(ref, 'Ask Dynex support'),
    assignForm(ref, 'Ask Dynex support', ana),
    addStepForm({ incident: 'INC-42', run: 'r1', phase: 0 }),
    branchForm(
      { incident: 'INC-42', run: 'r1', phase: 1 },
      'What is the cause?',
      playbook.phases[1]?.branches ?? [],
    ),
    answerForm(ref, { kind: 'ask', title: 'Are jobs lost?', options: ['Lost', 'Late'] }),
    tellForm(ref, tell, 'Quantum jobs run slower than usual.'),
  ].map(readable)
  expect(shown.join('\n\n')).toMatchSnapshot()
})

test('the forms that lead to a change in production', () => {
  const shown = [
    rejectForm(incident, remediation),
    runForm(incident, offer.playbooks),
    runForm(incident, []),
    fixForm(incident, [{ name: 'rollback', summary: 'Back to an earlier revision' }], nqba),
    fixForm(incident, [{ name: 'rollback', summary: 'Back to an earlier revision' }]),
  ].map(readable)
  expect(shown.join('\n\n')).toMatchSnapshot()
})

test('the fix form says what every remediation of the catalogue takes', () => {
  expect(remediations.filter(({ name }) => takes(name) === '').map(({ name }) => name)).toEqual([])
})

test('the fix form offers what this service has something for', () => {
  const bare = { ...nqba, commands: [], targets: { ...nqba.targets, caches: [] } }
  const offered = (service: typeof nqba) => JSON.stringify(fixForm(incident, remediations, service).blocks)
  expect(offered(nqba)).toMatch(/"value":"flush-cache".*"value":"run-command"/)
  expect(offered(bare)).not.toMatch(/flush-cache|run-command/)
  expect(offered(bare)).toMatch(/"value":"restart".*"value":"http-request"/)
})

test('the fix form tells which targets are for which remediation', () => {
  const [target] = targetField(nqba)
  const element = target?.element
  const groups = element?.type === 'static_select' ? element.option_groups : undefined
  expect(groups?.map(({ label, options }) => [label.text, options.map(({ value }) => value)])).toEqual([
    ['Deployments, for rollback, restart, scale and the like', nqba.targets.deployments],
    ['ConfigMaps, for set-config and fallback-toggle', nqba.targets.configmaps],
    ['Caches, for flush-cache', nqba.targets.caches.map(({ name }) => name)],
    ['Commands, for run-command', nqba.commands.map(({ name }) => name)],
    ['Requests, for http-request', nqba.requests.map(({ name }) => name)],
  ])
})

test('a form knows what it is about', () => {
  expect(decodeRef(skipForm(ref, 'Ask').private_metadata ?? '')).toEqual(ref)
})

test('the handoff form comes filled in, and what stays ticked is handed over', () => {
  expect(readable(handoffForm(handoff.items, ana))).toMatchSnapshot()
  const [first] = handoff.items
  const boxes = handoffForm(handoff.items).blocks.flatMap((block) =>
    block.type === 'input' && 'element' in block && block.element.type === 'checkboxes' ? [block] : [],
  )
  const element = boxes[0]?.element
  const values = {
    [boxes[0]?.block_id ?? '']: {
      value: { selected_options: element && 'options' in element ? element.options : [] },
    },
  }
  expect(chosenItems(readForm(values), handoff.items)).toEqual([first])
})

test('a sent form is read by the names of its fields', () => {
  const fields = readForm({
    title: { value: { value: ' Dynex is down ' } },
    service: { value: { selected_option: null } },
    severity: { value: { selected_option: { value: 'p0' } } },
    person: { value: { selected_user: ana } },
    due: { value: { selected_date: '2026-11-24' } },
    cause: { value: { value: null } },
    'items.incident.0': { value: { selected_options: [{ value: 'a' }, { value: 'b' }] } },
  })
  expect(fields).toEqual({
    title: 'Dynex is down',
    severity: 'p0',
    person: ana,
    due: '2026-11-24',
    'items.incident.0': ['a', 'b'],
  })
})

test('the Home tab shows what waits for this person', () => {
  const shown = homeView({
    incidents: [
      {
        number: 42,
        title: 'Dynex is down',
        status: 'declared',
        severity: 'p0',
        openedAt: at(2),
        channel: 'C00000INC42',
      },
    ],
    steps: [{ incident: 'INC-42', title: 'Ask Dynex support', channel: 'C00000INC42' }],
    approvals: [{ incident: 'INC-42', title: remediation.title, channel: 'C00000INC42', at: at(6) }],
    reviews: [
      {
        incident: 'INC-42',
        title: remediation.title,
        channel: 'C00000INC42',
        at: at(7),
        remediation: remediation.id,
      },
    ],
    kept: [
      {
        incident: 'INC-40',
        title: 'Scale nqba-worker from 4 to 6 replicas',
        until: '2026-11-27T10:00:00.000Z',
        remediation: 'inc-40-fix-1',
      },
    ],
    postmortems: [
      { incident: 'INC-41', title: 'Slow API', at: at(0), url: 'http://localhost:8080/postmortems/INC-41' },
    ],
  })
  expect(readable(shown)).toMatchSnapshot()
})
