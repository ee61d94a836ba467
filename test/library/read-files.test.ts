import { describe, expect, test } from 'vitest'
import { readOrganization, readPlaybook, readService } from '../../src/library/read-files.ts'
import { sampleCatalogue } from './sample-catalogue.ts'
import * as sample from './sample-folder.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const organization = readOrganization(bytes(sample.organization))
if (!organization.ok) throw new Error(JSON.stringify(organization.mistakes))
const asService = (text: string) => readService(bytes(text), 'shop', organization.value)
const service = asService(sample.service)
if (!service.ok) throw new Error(JSON.stringify(service.mistakes))
const asPlaybook = (text: string) =>
  readPlaybook(bytes(text), { id: 'shop/slow', service: 'shop' }, sampleCatalogue, service.value)

/** The sample with one line changed: what is said, as `line:column path says`. */
const said = (reading: ReturnType<typeof asPlaybook> | ReturnType<typeof asService> | typeof organization) =>
  reading.ok
    ? ['it was read']
    : reading.mistakes.map((one) => `${one.line}:${one.column} ${one.path} ${one.says}`)
const changed = (text: string, from: string, to: string) => {
  if (!text.includes(from)) throw new Error(`the sample has no ${from}`)
  return text.replace(from, to)
}

describe('a good playbook', () => {
  const read = asPlaybook(sample.playbook)
  const playbook = read.ok ? read.value : undefined

  test('is named after its folder and file', () => {
    expect(playbook).toMatchObject({ id: 'shop/slow', service: 'shop', declare: ['p1', 'p2'] })
  })

  test('has its time budgets in milliseconds, and inputs as they were written', () => {
    expect(playbook?.phases[0]?.withinMs).toBe(300_000)
    expect(playbook?.phases[0]?.steps[1]).toEqual({
      kind: 'fix',
      remediation: 'fallback-toggle',
      title: 'Turn off recommendations',
      with: { configmap: 'web-config', set: { RECOMMEND: 'false' }, restart: ['web'] },
      verify: { check: 'logs', with: { selector: 'app=web', match: 'plain' }, withinMs: 120_000 },
    })
  })

  test('has every kind of step', () => {
    const steps = playbook?.phases.flatMap((phase) => [
      ...phase.steps,
      ...phase.branches.flatMap((it) => it.steps),
    ])
    expect(new Set(steps?.map((step) => step.kind))).toEqual(new Set(['check', 'fix', 'do', 'tell', 'ask']))
    expect(steps).toContainEqual({ kind: 'ask', title: 'Who called?', options: ['Ana', 'Bob'] })
    expect(steps).toContainEqual({
      kind: 'tell',
      audience: 'stakeholders',
      title: 'Say that it is slow',
      with: {},
    })
  })

  test('may put the deadline of a verification beside the check', () => {
    const beside = changed(sample.playbook, 'plain, within: 2m }', 'plain }, within: 2m')
    expect(asPlaybook(beside)).toEqual(read)
  })

  test('is offered at every severity when it does not say at which', () => {
    const read = asPlaybook(changed(sample.playbook, 'declare: [p1, p2]\n', ''))
    expect(read.ok && read.value.declare).toEqual(['p0', 'p1', 'p2', 'p3'])
  })
})

describe('a mistake in a playbook is told at its line', () => {
  const cases: [string, string, string, RegExp][] = [
    [
      'a misspelt key',
      'declare:',
      'declair:',
      /^2:1 declair “declair” is not a key here; did you mean declare\?$/,
    ],
    [
      'a misspelt key of a phase',
      'within: 5m',
      'withing: 5m',
      /^5:5 phases\[0\]\.withing .*did you mean within\?/,
    ],
    ['a misspelt key of a step', 'details: They', 'detials: They', /^28:13 .*did you mean details\?/],
    [
      'a key of another kind of step',
      'details: They',
      'options: They',
      /^28:13 .*“options” is not a key here/,
    ],
    [
      'a missing title',
      'title: Does it answer?',
      'details: x',
      /^7:9 .*title is missing: what the step is for/,
    ],
    [
      'no title of the playbook',
      'title: Shop is slow\n',
      '',
      /^1:1 title title is missing: what has happened/,
    ],
    [
      'a severity that is none',
      '[p1, p2]',
      '[p1, p5]',
      /^2:15 declare\[1\] “p5” is not one of p0, p1, p2, p3/,
    ],
    ['a duration that is none', 'within: 5m', 'within: soon', /^5:13 .*"soon" is not a duration: write 30s/],
    [
      'a duration without unit',
      'within: 5m',
      'within: 5',
      /^5:13 .*within has to be text and is a number: put it in quotes/,
    ],
    [
      'a step of no kind',
      '- do: Call the owners',
      '- titel: Call',
      /^27:13 .*A step needs one of do, check, fix, tell, ask/,
    ],
    ['a step of two kinds', '- do: Call the owners', '- do: x\n            check: http', /both do and check/],
    [
      'a step that is text',
      '- do: Call the owners\n            details: They know more.',
      '- Call them',
      /^27:13 .*A step is a map that starts with do/,
    ],
    [
      'a check that is none',
      'check: http',
      'check: htpp',
      /^7:16 .*\.check There is no check “htpp”; did you mean http\?/,
    ],
    [
      'a remediation that is none',
      'fix: scale',
      'fix: reboot',
      /There is no remediation “reboot”; known: rollback/,
    ],
    [
      'an input nobody reads',
      'replicas: 5',
      'replicsa: 5',
      /“replicsa” is not a key here; did you mean replicas\?/,
    ],
    [
      'an input of the wrong type',
      'replicas: 5',
      'replicas: many',
      /replicas has to be a number and is text/,
    ],
    ['an input missing', ', replicas: 5', '', /^24:19 .*\.with\.replicas replicas is missing/],
    [
      'a number where text belongs',
      '"false"',
      '0',
      /^14:29 .*RECOMMEND has to be text and is a number: put it in quotes, "0"/,
    ],
    [
      'a deployment not listed',
      'deployment: web',
      'deployment: wbe',
      /“wbe” is not among targets\.deployments.*did you mean web\?/,
    ],
    [
      'a config map not listed',
      'configmap: web-config',
      'configmap: secrets',
      /“secrets” is not among targets\.configmaps.*add it there/,
    ],
    [
      'a restart not listed',
      'restart: [web]',
      'restart: [db]',
      /^15:21 .*restart\[0\] “db” is not among targets\.deployments/,
    ],
    ['an address not listed', 'example.org/health', 'example.com/health', /not among targets\.urls/],
    ['an address beside the listed one', '.org/health', '.org/healthy', /not among targets\.urls/],
    ['a verification without deadline', ', within: 2m', '', /^16:17 .*verify needs one deadline: within: 2m/],
    ['a verification by two checks', 'within: 2m } }', 'within: 2m }, http: {} }', /verify names one check/],
    [
      'a verification by an unknown check',
      'verify: { logs:',
      'verify: { lgos:',
      /There is no check “lgos”; did you mean logs\?/,
    ],
    [
      'a verification with a wrong input',
      'match: plain',
      'mtach: plain',
      /\.verify\.logs\.mtach “mtach” is not a key here/,
    ],
    ['a question without branches', 'within: 5m', 'ask: Why?', /A question needs branches/],
    ['branches without question', '    ask: What is the cause?\n', '', /Branches need ask/],
    ['a question with one answer', '[Ana, Bob]', '[Ana]', /options needs at least 2 entries/],
    [
      'an audience that is none',
      'tell: stakeholders',
      'tell: everybody',
      /“everybody” is not one of stakeholders, status-page/,
    ],
    [
      'a title of two lines',
      'title: Shop is slow',
      'title: "a\\nb"',
      /^1:8 title This has to stand on one line/,
    ],
    ['an empty title', 'title: Shop is slow', 'title: ""', /^1:8 title title is empty/],
    [
      'a title that is nothing',
      'title: Shop is slow',
      'title:',
      /^1:\d title title has to be text and is empty/,
    ],
  ]
  test.each(cases)('%s', (_, from, to, says) => {
    expect(said(asPlaybook(changed(sample.playbook, from, to)))[0]).toMatch(says)
  })

  test('several at once, each at its own', () => {
    const twice = changed(changed(sample.playbook, 'declare:', 'declair:'), 'within: 5m', 'withing: 5m')
    expect(said(asPlaybook(twice)).map((one) => one.split(' ')[0])).toEqual(['2:1', '5:5'])
  })

  test('a file that is a list', () => {
    expect(said(asPlaybook('- a\n- b'))).toEqual(['1:1  This has to be a map of keys and is a list'])
  })
})

test('an address below a listed one may be asked', () => {
  expect(asPlaybook(changed(sample.playbook, '.org/health', '.org/health/deep')).ok).toBe(true)
})

describe('service.yml', () => {
  test('names people as organization.yml does, and holds their Slack ids, or e-mails where there is no id', () => {
    expect(service.value.owners).toEqual(['U0ANA000001'])
    expect(service.value.approvals.p0).toEqual({ count: 1, roles: ['approver'], people: ['bob@example.org'] })
  })

  const cases: [string, string, string, RegExp][] = [
    ['somebody unknown', 'owners: [ana]', 'owners: [anna]', /^2:10 owners\[0\] .*nobody called “anna”/],
    [
      'an approver unknown',
      '[bob]',
      '[zoe]',
      /^4:28 approvals\.p0\.people\[0\] .*knows Ana Torres, Bob Lind/,
    ],
    ['a severity that is none', 'p0:', 'p9:', /“p9” is not a key here/],
    ['an option as a name', '[web]', '[--all]', /A name in the cluster has only small letters/],
    ['a cache with no way to it', ', url: "redis://carts:6379"', '', /needs one way to reach it/],
    [
      'a cache with two ways to it',
      'name: carts',
      'name: carts, selector: app=x',
      /needs one way to reach it/,
    ],
    ['a cache’s address that is none', 'redis://carts', 'http://carts', /Write redis:\/\/host:6379/],
    ['an address that is none', 'https://shop', 'shop', /Write a whole address/],
    ['a negative count', 'count: 1', 'count: -1', /count has to be at least 0/],
    ['half an approval', 'count: 1', 'count: 0.5', /count has to be a whole number/],
  ]
  test.each(cases)('%s', (_, from, to, says) => {
    expect(said(asService(changed(sample.service, from, to)))[0]).toMatch(says)
  })
})

describe('organization.yml', () => {
  const full = `${sample.organization}timeZone: Europe/Berlin\nworkingHours: { days: [mon, sun], from: "09:00", to: "18:00" }\n`

  test('counts days from Monday, and has channels even when it names none', () => {
    expect(readOrganization(bytes(full))).toMatchObject({
      ok: true,
      value: {
        channels: { incidents: 'incidents', shift: 'shift-handoff' },
        workingHours: { days: [1, 7], from: '09:00', to: '18:00' },
      },
    })
  })

  const cases: [string, string, string, RegExp][] = [
    ['a time zone that is none', 'Europe/Berlin', 'Mars/Base', /^5:11 timeZone This is not a time zone/],
    ['a time of day without quotes', '"09:00"', '9', /from has to be text and is a number/],
    ['a time of day that is none', '"18:00"', '"25:00"', /Write a time of day/],
    ['a role that is none', 'approver', 'aprover', /“aprover” is not one of .*did you mean approver\?/],
    ['a Slack id that is none', 'U0ANA000001', '"@ana"', /A Slack id looks like/],
    ['a person nobody can find', 'slack: U0ANA000001, ', '', /A person needs slack or email/],
    ['two people of one name', 'Bob Lind', 'Ana Torres', /^4:\d+ people\[1\]\.name Two people have the name/],
  ]
  test.each(cases)('%s', (_, from, to, says) => {
    expect(said(readOrganization(bytes(changed(full, from, to))))[0]).toMatch(says)
  })
})
