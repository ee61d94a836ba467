import { expect, test } from 'vitest'
import { ruleTable } from '../../src/lint/rule-table.ts'
import { sound, soundBut } from './sound.ts'
import { finds, lints } from './terminal.ts'

const service = 'shop/service.yml'
const slow = 'shop/slow.yml'
const organization = 'organization.yml'

test('a sound folder has nothing to mend', async () => {
  const { code, screen } = await lints(sound)
  expect(screen).toEqual(['Looked at 3 files: nothing to mend.'])
  expect(code).toBe(0)
})

type File = keyof typeof sound
/** What is put in place of what; then where lint finds it: in which file, at which words, and what it says. */
const broken: [
  title: string,
  file: File,
  was: string,
  is: string,
  rule: string,
  where: File,
  at: string,
  says: string,
][] = [
  [
    'YAML that is none',
    slow,
    'title: Shop is slow',
    'title: Shop: slow',
    'yaml',
    slow,
    'Shop: slow',
    'There are two keys on one line, or a ": " inside a text: put the text in quotes',
  ],
  [
    'a misspelt key',
    service,
    'respondWithin: 15m',
    'respondWithn: 15m',
    'key',
    service,
    'respondWithn: 15m, resolv',
    '“respondWithn” is not a key here; did you mean respondWithin?',
  ],
  [
    'somebody nobody knows',
    service,
    'owners: [ana]',
    'owners: [anna]',
    'reference',
    service,
    'anna]',
    'organization.yml knows nobody called “anna”; it knows Ana Torres, Bob Lind, Chen Wei',
  ],
  [
    'a check that does not exist',
    slow,
    'check: http',
    'check: htpp',
    'reference',
    slow,
    'htpp',
    'There is no check “htpp”; did you mean http?',
  ],
  [
    'a target of nobody',
    slow,
    'deployment: web,',
    'deployment: wep,',
    'reference',
    slow,
    'wep, replicas: 5 }',
    '“wep” is not among targets.deployments of service.yml; did you mean web?',
  ],
  [
    'nobody who leads shifts',
    organization,
    'lead, commander',
    'commander',
    'no-lead',
    organization,
    '- { name: Ana Torres, sla',
    'Nobody has the role lead: no shift can be handed over, and nobody hears when this file breaks',
  ],
  [
    'hours that are over when they begin',
    organization,
    'to: "18:00"',
    'to: "09:00"',
    'empty-hours',
    organization,
    'to: "09:00" }',
    'Working hours begin and end at the same time: they are never now',
  ],
  [
    'more approvals than approvers',
    service,
    'p1: { count: 1 }',
    'p1: { count: 3 }',
    'approval-impossible',
    service,
    '{ count: 3 }',
    'P1 asks for 3 approvals, but only Bob Lind and Chen Wei may give them, never who asks',
  ],
  [
    'a rule only the requester could satisfy',
    service,
    'p1: { count: 1 }',
    'p1: { count: 1, roles: [], people: [bob] }',
    'approval-narrow',
    service,
    '{ count: 1, roles: [], pe',
    'P1 asks for 1 approval, and only Bob Lind may give one: when Bob Lind asks, nobody is left',
  ],
  [
    'changes at P0 without approval',
    service,
    'p0: { count: 1 }',
    'p0: { count: 0 }',
    'approval-none',
    service,
    '0 }',
    'At P0 a change to production needs nobody’s approval',
  ],
  [
    'an exception for a remediation that is none',
    service,
    'remediations: [scale]',
    'remediations: [scael]',
    'exception-unknown',
    service,
    'scael], targets: [web] }',
    'This exception is for scael, which is no remediation',
  ],
  [
    'an exception for a target that is none',
    service,
    'targets: [web] }',
    'targets: [wbe] }',
    'exception-unknown',
    service,
    'wbe] }',
    'This exception is for wbe, which is nothing this service lists',
  ],
  [
    'an exception behind a wider one',
    service,
    'when: { remediations: [scale], targets: [web] }',
    'when: { severities: [p1, p2] }',
    'exception-hidden',
    service,
    'because: Nights are thin',
    'This exception never counts: number 1 fits whenever it does, and the first that fits counts',
  ],
  [
    'a maintenance window without length',
    service,
    'to: "06:00"',
    'to: "22:00"',
    'empty-hours',
    service,
    'to: "22:00" } }',
    'Hours of this exception begin and end at the same time: they are never now',
  ],
  [
    'glass that may be broken at noon',
    organization,
    'workingHours: { days: [mon], from: "09:00", to: "18:00" }\n',
    '',
    'glass-any-hour',
    service,
    'name: Shop',
    'A P0’s commander may go on without approval at any hour: organization.yml names no working hours',
  ],
  [
    'an escalation level of nobody',
    service,
    '{ name: Lead, people: [chen], after: 20m }',
    '{ name: Lead, after: 20m }',
    'escalation-empty',
    service,
    '{ name: Lead, after: 20m',
    'The level “Lead” asks nobody',
  ],
  [
    'two escalation levels at once',
    service,
    'people: [ana] }',
    'people: [ana], after: 20m }',
    'escalation-order',
    service,
    '20m }\nseverities',
    '“Lead” is asked after 20m, and “On call” before it after 20m',
  ],
  [
    'an escalation after the promise',
    service,
    'responders: [bob]\nescalation:\n  - { name: On call, people: [ana] }',
    'escalation:\n  - { name: On call, people: [ana], after: 16m }',
    'escalation-late',
    service,
    '16m }',
    'The first to be asked hear of it after 16m; P1 promises a response within 15m',
  ],
  [
    'an end before the response',
    service,
    'resolveWithin: 4h',
    'resolveWithin: 10m',
    'times-contradict',
    service,
    '15m, resolveWithin: 10m,',
    'P1 promises to be over before somebody has to respond: respondWithin is 15m, resolveWithin 10m',
  ],
  [
    'a P1 slower than a P2',
    service,
    'resolveWithin: 4h',
    'resolveWithin: 4d',
    'severity-order',
    service,
    '4d, updateEvery: 1h }',
    'P1 is worse than P2 and promises less: resolveWithin is 4d, for P2 2d',
  ],
  [
    'a target listed twice',
    service,
    'deployments: [web, worker]',
    'deployments: [web, worker, web]',
    'duplicate-target',
    service,
    'web]\n  configmaps',
    'web is listed twice',
  ],
  [
    'two caches of one name',
    service,
    'caches: [',
    'caches: [{ name: carts, url: "redis://other:6379" }, ',
    'duplicate-name',
    service,
    'carts, url: "redis://cart',
    'Two caches are called carts: only the first is ever meant',
  ],
  [
    'a password in an address',
    service,
    'urls: [',
    'urls: ["https://ana:hunter2@shop.example.org/", ',
    'url-secret',
    service,
    '"https://ana:hunter2@shop',
    'This address holds a name and password: it is never asked, and everybody who reads this file knows them',
  ],
  [
    'a limit for nothing',
    service,
    'maxReplicas: { web: 10 }',
    'maxReplicas: { web: 10, wrker: 3 }',
    'limit-unknown',
    service,
    'wrker: 3 }',
    'wrker is limited here and is none of the targets',
  ],
  [
    'a freeze of nothing',
    service,
    'frozen: [worker]',
    'frozen: [worker, basement]',
    'limit-unknown',
    service,
    'basement]',
    'basement is limited here and is none of the targets',
  ],
  [
    'a target no playbook names',
    service,
    'configmaps: [web-config]',
    'configmaps: [web-config, spare]',
    'unused-target',
    service,
    'spare]',
    'No playbook names spare',
  ],
  [
    'a severity without a playbook',
    slow,
    'declare: [p1, p2]',
    'declare: [p1]',
    'no-playbook',
    service,
    'p2: { respondWithin: 1h,',
    'No playbook is offered at P2',
  ],
  [
    'a playbook at severities nobody describes',
    slow,
    'declare: [p1, p2]',
    'declare: [p0, p3]',
    'never-offered',
    slow,
    '[p0, p3]',
    'It is offered at p0, p3, and service.yml describes only p1, p2',
  ],
  [
    'two steps of one name',
    slow,
    'Was the worker changed?',
    'does  it answer?',
    'duplicate-title',
    slow,
    'does  it answer?',
    'Another step is called “does  it answer?” too',
  ],
  [
    'two phases of one name',
    slow,
    'name: Mend',
    'name: Look',
    'duplicate-title',
    slow,
    'Look\n    ask',
    'Another phase is called “Look” too',
  ],
  [
    'two branches with one answer',
    slow,
    'when: Old prices',
    'when: traffic',
    'duplicate-answer',
    slow,
    'traffic',
    '“traffic” is an answer twice',
  ],
  [
    'one option twice',
    slow,
    'options: [Ana, Bob]',
    'options: [Ana, Bob, ana]',
    'duplicate-answer',
    slow,
    'ana]',
    '“ana” is an answer twice',
  ],
  [
    'an escalation level too soon at one severity',
    service,
    'after: 20m }',
    'after: { p1: 10m, p2: 20m } }\n  - { name: Boss, people: [ana], after: { p1: 5m, p2: 1h } }',
    'escalation-order',
    service,
    '{ p1: 5m',
    '“Boss” is asked after 5m at P1, and “Lead” before it after 10m',
  ],
  [
    'a delay that is none',
    service,
    'after: 20m }',
    'after: soon }',
    'key',
    service,
    'soon }',
    'Write a duration, as 15m, or one for each severity: { p0: at once, p1: 1h }',
  ],
  [
    'a step that leads nowhere',
    slow,
    '      - check: rollout-history',
    '      - do: Go on\n        playbook: slwo\n      - check: rollout-history',
    'no-such-playbook',
    slow,
    'slwo',
    'There is no playbook shop/slwo for incidents',
  ],
  [
    'an alert named twice',
    slow,
    'alerts: [ShopSlow]',
    'alerts: [ShopSlow, shopslow]',
    'duplicate-alert',
    slow,
    'shopslow] }',
    'The alert shopslow is named twice',
  ],
  [
    'a phase longer than the promise',
    slow,
    'within: 5m',
    'within: 5h',
    'budget-over-promise',
    slow,
    '5h',
    'This phase may take 5h, and P1 is promised to be over within 4h',
  ],
  [
    'phases that together are longer than the promise',
    slow,
    'name: Mend',
    'name: Mend\n    within: 3h58m',
    'budget-over-promise',
    slow,
    '3h58m',
    'With this phase 4h 3m are over, and P1 is promised to be over within 4h',
  ],
  [
    'a verification longer than its phase',
    slow,
    'match: plain, within: 2m',
    'match: plain, within: 6m',
    'verify-over-budget',
    slow,
    'within: 6m } }',
    'This verification may take 6m, and the whole phase has 5m',
  ],
  [
    'a verification that hardly looks',
    slow,
    'match: plain, within: 2m',
    'match: plain, within: 500ms',
    'verify-too-short',
    slow,
    'within: 500ms } }',
    'Within 500ms a verification can hardly look twice: a good fix would count as failed',
  ],
  [
    'a check in a namespace of others',
    slow,
    'check: rollout-history\n        title: Was the worker changed?\n        with: { deployment: worker }',
    'check: pods\n        title: Are others well?\n        with: { selector: app=x, namespace: bank }',
    'foreign-namespace',
    slow,
    'bank }',
    'Shop may only look at namespace shop',
  ],
  [
    'a fix of what is frozen',
    slow,
    'restart: [web]',
    'restart: [web, worker]',
    'fix-frozen',
    slow,
    'worker] }',
    'worker is frozen: no remediation changes it while "worker" stands under limits.frozen in shop/service.yml',
  ],
  [
    'a scale beyond the limit',
    slow,
    'replicas: 5',
    'replicas: 50',
    'fix-over-limit',
    slow,
    '50 }',
    'web may have 10 replicas at most: see limits.maxReplicas in shop/service.yml',
  ],
  [
    'a scale without a limit',
    service,
    '  maxReplicas: { web: 10 }\n',
    '',
    'fix-no-limit',
    slow,
    '5 }',
    'How far web may grow is not said: add "web: <number>" under limits.maxReplicas in shop/service.yml',
  ],
]

test.each(broken)('%s is found where it stands', async (_, file, was, is, rule, where, at, says) => {
  const files = soundBut(file, was, is)
  const { of } = await finds(files)
  const before = (files[where] ?? '').split(at, 1).join('')
  expect(before).not.toBe(files[where])
  const lines = before.split('\n')
  const place = `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
  expect(of(rule)).toContain(`${where}:${place} ${says}`)
})

test('every rule is broken by some test', () => {
  const tried = new Set([...broken.map(([, , , , rule]) => rule), ...elsewhere])
  expect(Object.keys(ruleTable).filter((rule) => !tried.has(rule))).toEqual([])
})

/** Rules that take more than one change to one file; tested below. */
const elsewhere = [
  ...['file', 'place', 'unread', 'no-responder', 'nobody-invited', 'unused-declaration', 'lasting-no-undo'],
  // Those of the cluster, in live.test.ts.
  ...['not-looked-at', 'target-missing', 'cache-unreachable', 'no-pods', 'container-missing'],
  ...['config-key-missing', 'no-revision', 'fix-refused', 'autoscaler-fights', 'managed-elsewhere'],
  ...['rights-missing', 'rights-missing-elsewhere', 'command-unresolved', 'url-silent', 'url-refuses'],
]

test('a file that is missing, misplaced or left out is told as such', async () => {
  const { 'organization.yml': gone, ...rest } = sound
  const { findings, code } = await finds({
    ...rest,
    'organization.yml': 'name: [',
    'notes.yml': 'x: 1',
    'bank/run.yml': sound['shop/slow.yml'],
  })
  expect(code).toBe(1)
  expect(findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual(
    expect.arrayContaining(['notes.yml place', 'organization.yml yaml', 'organization.yml unread']),
  )
  const { of } = await finds({ ...sound, 'bank/run.yml': sound['shop/slow.yml'] })
  expect(of('file')).toEqual(['bank/service.yml:1:1 This file is missing: write it, or put it back'])
})

test('a playbook is still looked at while organization.yml is broken', async () => {
  const { of } = await finds({
    ...soundBut('shop/slow.yml', 'check: http', 'check: htpp'),
    'organization.yml': 'name: [',
  })
  expect(of('reference')).toEqual(['shop/slow.yml:8:16 There is no check “htpp”; did you mean http?'])
})

test('an organization in which nobody may change anything is told so', async () => {
  const { of } = await finds({
    ...sound,
    'organization.yml': sound['organization.yml'].replaceAll('responder, ', ''),
  })
  expect(of('no-responder')).toEqual([
    'organization.yml:3:3 Nobody has the role responder: no remediation can be asked for',
  ])
})

test('an incident that reaches nobody is told before it happens', async () => {
  const bare = sound['shop/service.yml'].replace(/responders[\s\S]*?severities/, 'severities')
  const { of } = await finds({ ...sound, 'shop/service.yml': bare })
  expect(of('nobody-invited')).toEqual([
    'shop/service.yml:1:1 An incident of this service invites nobody and asks nobody',
  ])
})

test('an alert that two playbooks name starts neither, unless they are for different severities', async () => {
  const other = sound['shop/slow.yml'].replace('title: Shop is slow', 'title: Shop is dear')
  const both = await finds({ ...sound, 'shop/dear.yml': other })
  expect(both.of('duplicate-alert')).toEqual([
    'shop/slow.yml:3:20 The alert ShopSlow points to shop/dear too: neither starts by itself',
  ])
  const apart = await finds({ ...sound, 'shop/dear.yml': other.replace('[p1, p2]', '[p0]') })
  expect(apart.of('duplicate-alert')).toEqual([])
})

test('two playbooks of one title are hard to tell apart', async () => {
  const { of } = await finds({ ...sound, 'shop/again.yml': sound['shop/slow.yml'] })
  expect(of('duplicate-title')).toEqual([
    'shop/slow.yml:1:8 Another playbook is called “Shop is slow” too, in shop/again.yml',
  ])
})

const commands = `commands:
  - name: requeue
    summary: Queue failed jobs again
    changes: failed jobs → queued
    run: [/usr/bin/requeue]
    lasting: true
`

test('a command that nobody runs, and one that nothing puts back, are pointed out', async () => {
  const { findings, of, code } = await finds({
    ...sound,
    'shop/service.yml': sound['shop/service.yml'] + commands,
  })
  expect(of('unused-declaration')).toEqual(['shop/service.yml:31:11 No playbook runs requeue'])
  expect(of('lasting-no-undo')).toEqual([
    'shop/service.yml:35:5 What requeue does stays, and nothing is declared that puts it back',
  ])
  expect(findings.map(({ severity }) => severity)).toEqual(['hint', 'hint'])
  expect(code).toBe(0)
})

test('a fix runs only what is declared, with parameters that fit', async () => {
  const declared = `commands:
  - name: requeue
    summary: Queue failed jobs again
    changes: failed jobs → queued
    run: [/usr/bin/requeue, "--since={hours}"]
    parameters: { hours: { kind: number, min: 1, max: 24 } }
`
  const step = (inputs: string) =>
    `${sound['shop/slow.yml']}          - fix: run-command\n            title: Queue them again\n            with: ${inputs}\n`
  const given = (inputs: string) =>
    finds({
      ...sound,
      'shop/service.yml': sound['shop/service.yml'] + declared,
      'shop/slow.yml': step(inputs),
    })
  expect((await given('{ command: requeue, with: { hours: 2 } }')).findings).toEqual([])
  expect((await given('{ command: reqeue, with: { hours: 2 } }')).of('reference')).toEqual([
    expect.stringMatching(/^shop\/slow.yml:35:30 .*did you mean requeue/),
  ])
  const { of } = await given('{ command: requeue, with: { hours: 99 } }')
  expect(of('reference')).toEqual(['shop/slow.yml:35:54 hours has to be a number from 1 to 24'])
})
