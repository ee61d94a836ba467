import { describe, expect, test } from 'vitest'
import { command } from '../../src/checks/command.ts'
import { readOrganization, readPlaybook, readService } from '../../src/library/read-files.ts'
import { httpRequest } from '../../src/remediations/http-request.ts'
import { runCommand } from '../../src/remediations/run-command.ts'
import { scale } from '../../src/remediations/scale.ts'
import * as sample from './sample-folder.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const organization = readOrganization(bytes(sample.organization))
if (!organization.ok) throw new Error(JSON.stringify(organization.mistakes))
const asService = (text: string) => readService(bytes(text), 'shop', organization.value)

const declared = `${sample.service}commands:
  - name: requeue
    summary: Put failed jobs back
    changes: jobs of {since} → queued
    run: [/opt/shop/jobs, requeue, "--since={since}"]
    preview: [/opt/shop/jobs, requeue, --dry-run, "--since={since}"]
    parameters:
      since: { kind: text, pattern: "[0-9]+[mh]", default: 1h }
    environment: { QUEUE: orders }
    timeout: 2m
    idempotent: true
    undo: { name: pause, with: { queue: orders } }
requests:
  - name: pause
    summary: Stop a queue
    changes: "queue {queue}: running → paused"
    method: PUT
    url: https://queues.example.org/v1/{queue}
    headers: { x-by: muster }
    secretHeaders: { authorization: MUSTER_SECRET_QUEUES }
    body: { paused: true }
    parameters:
      queue: { kind: choice, options: [orders, mails] }
    lasting: true
`
const said = (text: string) => {
  const reading = asService(text)
  return reading.ok ? ['it was read'] : reading.mistakes.map((one) => `${one.line} ${one.path} ${one.says}`)
}
const changed = (from: string, to: string, text = declared) => {
  if (!text.includes(from)) throw new Error(`the sample has no ${from}`)
  return text.replace(from, to)
}

describe('commands and requests in service.yml', () => {
  test('are read with what is not said filled in', () => {
    const read = asService(declared)
    expect(read).toMatchObject({
      ok: true,
      value: {
        commands: [
          {
            risk: 'medium',
            timeoutMs: 120_000,
            idempotent: true,
            lasting: false,
            parameters: { since: { maxLength: 100 } },
            undo: { name: 'pause', with: { queue: 'orders' } },
          },
        ],
        requests: [{ expect: [200, 201, 202, 204], timeoutMs: 10_000, idempotent: false, lasting: true }],
      },
    })
  })

  test('are none where none are declared', () => {
    expect(asService(sample.service)).toMatchObject({
      ok: true,
      value: {
        commands: [],
        requests: [],
        breakGlass: true,
        approvalExceptions: [],
        limits: { maxResources: {} },
      },
    })
  })

  const cases: [string, string, string, RegExp][] = [
    ['a shell', '/opt/shop/jobs, requeue, "', '/bin/sh, -c, "', /No shell is run/],
    ['a shell by its bare name', '/opt/shop/jobs, requeue, "', 'bash, -c, "', /No shell is run/],
    [
      'a program by a relative path',
      '/opt/shop/jobs, requeue, "',
      'bin/jobs, "',
      /A program is an absolute path/,
    ],
    [
      'a parameter as the program',
      '/opt/shop/jobs, requeue, "',
      '"/opt/{since}", "',
      /A program is an absolute path/,
    ],
    [
      'a parameter in an option’s name',
      '"--since={since}"]\n    preview',
      '"--{since}"]\n    preview',
      /stands after "="/,
    ],
    [
      'a parameter in code',
      'requeue, "--since={since}"]\n    prev',
      '-e, "{since}"]\n    prev',
      /never part of code/,
    ],
    [
      'a parameter nobody declared',
      'requeue, --dry-run',
      '"{queue}", --dry-run',
      /\{queue\} is not a parameter/,
    ],
    [
      'a parameter nothing takes',
      '      since: {',
      '      other: { kind: number, min: 1, max: 2 }\n      since: {',
      /Nothing in run takes \{other\}/,
    ],
    [
      'a kind that is none',
      'kind: text',
      'kind: txt',
      /18 commands\[0\]\.parameters\.since\.kind A parameter is of kind text, number or choice/,
    ],
    ['a pattern that is none', '[0-9]+[mh]', '[0-9', /This is not a regular expression/],
    ['a default that does not fit', 'default: 1h', 'default: 1d', /default does not match the pattern/],
    [
      'a pattern that never comes to an end',
      '"[0-9]+[mh]", default: 1h',
      `"(a+)+", default: ${'a'.repeat(60)}b`,
      /default does not match the pattern/,
    ],
    [
      'a variable that decides what is loaded',
      'QUEUE: orders',
      'LD_PRELOAD: /tmp/x.so',
      /LD_PRELOAD is not to be set here/,
    ],
    ['another search path', 'QUEUE: orders', 'PATH: /tmp', /PATH is not to be set here/],
    ['an undo that is none', 'name: pause, with', 'name: puase, with', /did you mean pause\?/],
    [
      'an undo with a wrong parameter',
      'queue: orders }',
      'queue: letters }',
      /queue has to be one of orders, mails/,
    ],
    ['an undo without its parameter', ', with: { queue: orders }', '', /queue is missing/],
    [
      'an undo that hands on what is not there',
      'queue: orders }',
      'queue: "{queue}" }',
      /\{queue\} is not a parameter of requeue/,
    ],
    [
      'a target that is none',
      'idempotent: true\n',
      'idempotent: true\n    touches: [wep]\n',
      /“wep” is not among targets/,
    ],
    ['two of one name', 'name: pause\n', 'name: requeue\n', /Two commands or requests are called requeue/],
    [
      'a parameter in the host',
      'queues.example.org/v1/{queue}',
      '{queue}.example.org/v1',
      /never in its host/,
    ],
    ['a parameter as the port', '.org/v1/{queue}', '.org:{queue}/', /never in its host/],
    ['credentials in the address', 'https://queues', 'https://a:b@queues', /never in its host/],
    ['another scheme', 'https://queues', 'ftp://queues', /Write a whole address/],
    ['a secret in a header', 'x-by: muster', 'x-api-key: abcdefgh', /use secretHeaders/],
    [
      'a header of Muster’s own',
      'x-by: muster',
      'Idempotency-Key: one',
      /Idempotency-Key is not to be set here/,
    ],
    ['another host by header', 'x-by: muster', 'Host: evil.example.org', /Host is not to be set here/],
    ['a secret of Muster’s own', 'MUSTER_SECRET_QUEUES', 'SLACK_BOT_TOKEN', /begins with MUSTER_SECRET_/],
  ]
  test.each(cases)('%s is told at its line', (_, from, to, says) => {
    expect(said(changed(from, to)).join('\n')).toMatch(says)
  })

  test('a range, a quantity and a frozen target are read as the documentation writes them', () => {
    const limits = (text: string) => said(`${sample.service}limits: { ${text} }\n`)
    expect(
      limits('maxResources: { web: { cpu: "2", memory: 1.5Gi } }, frozen: [deployment/web, carts]'),
    ).toEqual(['it was read'])
    expect(limits('maxResources: { web: { memory: lots } }')[0]).toMatch(/Write memory as Kubernetes does/)
    expect(limits('frozen: [pods/web]')[0]).toMatch(/Write a name, or deployment\/name/)
  })
})

describe('exceptions from the approval rules', () => {
  const approvals = (exceptions: string) =>
    changed(
      'p0: { count: 1, people: [bob] }',
      `p0: { count: 1 }\n  exceptions: [${exceptions}]`,
      sample.service,
    )

  test('hold what they name, with people as Slack knows them and days from Monday', () => {
    const read = asService(
      approvals(
        '{ because: Sunday, when: { risks: [low], targets: [web], during: { days: [sun], from: "22:00", to: "04:00" } }, count: 0, people: [bob] }',
      ),
    )
    expect(read).toMatchObject({
      ok: true,
      value: {
        approvalExceptions: [
          {
            because: 'Sunday',
            risks: ['low'],
            targets: ['web'],
            during: { days: [7], from: '22:00', to: '04:00' },
            count: 0,
            roles: ['approver'],
            people: ['bob@example.org'],
          },
        ],
      },
    })
  })

  test.each([
    ['{ because: Always, when: {}, count: 0 }', /an exception for everything is a rule/],
    ['{ because: Who, when: { risks: [low] }, count: 1, people: [zoe] }', /nobody called “zoe”/],
    ['{ when: { risks: [low] }, count: 1 }', /because is missing/],
  ])('%s is refused', (text, says) => {
    expect(said(approvals(text)).join('\n')).toMatch(says)
  })
})

describe('a command that only looks', () => {
  const look = `${sample.service}commands:
  - name: queue-depth
    summary: How long the queue is
    readOnly: true
    run: [/opt/shop/jobs, depth, "{queue}"]
    parameters: { queue: { kind: choice, options: [orders, mails] } }
`

  test('says so instead of what it changes, and may be run again', () => {
    expect(asService(look)).toMatchObject({
      ok: true,
      value: { commands: [{ readOnly: true, risk: 'low', idempotent: true, lasting: false }] },
    })
  })

  test.each([
    ['changes', 'changes: jobs → gone', /takes no changes/],
    ['risk', 'risk: high', /no risk but low/],
    ['lasting', 'lasting: true', /not lasting/],
    ['undo', 'undo: { name: queue-depth }', /takes no undo/],
    ['verify', 'verify: [/opt/shop/jobs]', /takes no verify/],
  ])('takes no %s', (_, key, says) => {
    expect(said(changed('readOnly: true', `readOnly: true\n    ${key}`, look)).join('\n')).toMatch(says)
  })

  test('one that does not only look has to say what it changes', () => {
    expect(said(changed('    readOnly: true\n', '', look)).join('\n')).toMatch(/Say what it changes/)
  })
})

describe('a step that uses them', () => {
  const service = asService(declared)
  if (!service.ok) throw new Error(JSON.stringify(service.mistakes))
  const step = (use: string, input: string, needs = '{}') => {
    const kind = use === 'command' ? 'check' : 'fix'
    const text = `title: x\nphases:\n  - name: x\n    steps:\n      - ${kind}: ${use}\n        title: x\n        with: ${input}\n        needs: ${needs}\n`
    const catalogue = { checks: [command], remediations: [runCommand, httpRequest, scale] }
    const read = readPlaybook(bytes(text), { id: 'shop/x', service: 'shop' }, catalogue, service.value)
    return read.ok
      ? 'it was read'
      : read.mistakes.map(({ line, path, says }) => `${line} ${path} ${says}`).join()
  }

  test('names one that is declared, with parameters that fit', () => {
    expect(step('run-command', '{ command: requeue, with: { since: 30m } }')).toBe('it was read')
    expect(step('http-request', '{ request: pause, with: { queue: mails } }')).toBe('it was read')
    expect(step('run-command', '{ command: requue }')).toMatch(/7 .*with\.command .*did you mean requeue\?/)
    expect(step('run-command', '{ command: requeue, with: { since: soon } }')).toMatch(
      /with\.with\.since since has to be text/,
    )
    expect(step('http-request', '{ request: pause }')).toMatch(/queue is missing: one of orders, mails/)
    expect(step('http-request', '{ request: requeue }')).toMatch(/There is no request “requeue”/)
  })

  test('may leave to a person what nobody knows beforehand', () => {
    const which = '{ queue: Which queue? }'
    expect(step('http-request', '{ request: pause }', which)).toBe('it was read')
    expect(step('scale', '{ deployment: web }', '{ replicas: How many? }')).toBe('it was read')
    expect(step('scale', '{ deployment: web }')).toMatch(/replicas/)
    expect(step('scale', '{ deployment: web, replicas: 3 }', '{ replicas: How many? }')).toMatch(
      /8 .*needs\.replicas replicas is given under with/,
    )
    expect(step('scale', '{ deployment: web, replicas: 3 }', '{ pods: How many? }')).toMatch(
      /8 .*needs\.pods scale does not take pods; it takes deployment, replicas/,
    )
    expect(step('http-request', '{ request: pause, with: { queue: mails } }', which)).toMatch(
      /given under with/,
    )
    expect(step('run-command', '{ command: requeue }', which)).toMatch(/“queue” is not a parameter here/)
  })

  test('a check runs none that changes something', () => {
    expect(step('command', '{ command: requeue }')).toMatch(
      /7 .*with\.command requeue changes something: use fix: run-command/,
    )
  })
})
