import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { drafts, fileOf, stepsOf } from './laws.ts'

const sample = (name: string) => readFileSync(path.join(import.meta.dirname, 'samples', name), 'utf8')

test('an alert runbook becomes one playbook, with the alert, why it matters, and its commands as checks and fixes', () => {
  const imported = drafts(sample('pod-crash.md'))
  const playbook = parse(fileOf(imported, 'shop/shoppodcrashlooping.yml'))
  expect(playbook.detect).toEqual({ alerts: ['ShopPodCrashLooping'] })
  expect(playbook.summary).toContain('Fewer pods answer')
  expect(playbook.phases.map(({ name }: { name: string }) => name)).toEqual(['Diagnosis', 'Mitigation'])
  const uses = stepsOf(imported).map((step) => step.check ?? step.fix ?? 'do')
  expect(uses).toEqual(['pods', 'rollout-history', 'command', 'http', 'rollback', 'restart'])
  expect(stepsOf(imported)[3]).toMatchObject({
    with: { url: 'https://shop.example.org/health', expect: { bodyMatch: 'ok|fine' } },
  })
  expect(stepsOf(imported)[4]).toMatchObject({ with: { deployment: 'shop-web', to: 3 } })
  expect(parse(fileOf(imported, 'shop/service.yml')).namespace).toBe('shop')
})

test('a wiki page with front matter, HTML and crooked tables gives severities, contacts, a dashboard and a channel', () => {
  const imported = drafts(sample('wiki.md'), 'payments.md', 'payments')
  const service = parse(fileOf(imported, 'payments/service.yml'))
  expect(service.severities).toEqual({
    p0: { definition: 'Nothing works', respondWithin: '5m' },
    p1: { definition: 'Half of it works', respondWithin: '30m' },
  })
  expect(service.announce).toBe('payments-alerts')
  expect(service.dashboards).toEqual([
    { title: 'Grafana dashboard', url: 'https://grafana.pay.example/d/payments' },
  ])
  const { people } = parse(fileOf(imported, 'organization.yml'))
  expect(people.slice(0, 2)).toEqual([
    { name: 'On-call lead', email: 'robin@pay.example', roles: ['responder'] },
    { name: 'Bank desk', email: 'sam@bank.example', roles: ['responder'] },
  ])
  expect(fileOf(imported, 'payments/service.yml')).toContain('Queue depth > 500 for 10 minutes')
  expect(fileOf(imported, 'payments/payments-are-stuck.yml')).toContain(
    'Ask the bank whether they have an outage & note',
  )
})

test('each kind of command becomes what it does', () => {
  const imported = drafts(sample('wiki.md'), 'payments.md', 'payments')
  const inputs = stepsOf(imported).flatMap((step) => (step.with ? [[step.check ?? step.fix, step.with]] : []))
  expect(inputs).toEqual([
    ['flush-cache', { cache: 'session-redis', pattern: 'session:*' }],
    ['flush-cache', { cache: 'session-redis' }],
    ['restart', { deployment: 'payments-api' }],
    ['pods', { selector: 'app=payments-api' }],
    ['set-autoscaling', { deployment: 'payments-api', max: 12 }],
    ['command', { command: 'kubectl-top-pods-n-payments' }],
    ['command', { command: 'psql-h-db-u-pay-c' }],
    ['run-command', { command: 'systemctl-restart-payd' }],
    ['run-command', { command: 'docker-compose-restart-worker' }],
    ['run-command', { command: 'payctl-queue-resume' }],
    ['run-command', { command: 'payctl-queue-resume-2' }],
    ['command', { command: 'payctl-status' }],
  ])
})

test('a command with something to fill in is declared with parameters, and its step asks for them', () => {
  const imported = drafts(sample('wiki.md'), 'payments.md', 'payments')
  expect(stepsOf(imported).flatMap(({ needs }) => (needs ? [needs] : []))).toEqual([
    { 'queue-name': 'Which queue name?' },
    { QUEUE: 'Which queue?', tenant: 'Which tenant?' },
  ])
  const { commands } = parse(fileOf(imported, 'payments/service.yml'))
  const named = commands.filter(({ run }: { run: string[] }) => run.includes('resume'))
  expect(
    named.map(({ run, parameters }: { run: string[]; parameters: object }) => [run, Object.keys(parameters)]),
  ).toEqual([
    [['payctl', 'queue', 'resume', '{queue-name}'], ['queue-name']],
    [
      ['payctl', 'queue', 'resume', '{QUEUE}', '--tenant={tenant}'],
      ['QUEUE', 'tenant'],
    ],
  ])
})

test('paragraphs without any list are steps or answers, a sentence each, with the rest below', () => {
  const imported = drafts(sample('prose.md'), 'search.md', 'search')
  expect(stepsOf(imported)).toMatchObject([
    { do: 'When the search service is slow, first see whether an import is running' },
    {
      do: 'Call the night shift and ask them to stop it',
      details: expect.stringContaining('lose half a day'),
    },
    { do: 'Look at the disks' },
    { do: 'Tell the shop team when search is fast again' },
  ])
  const { phases } = parse(imported.files.at(-1)?.text ?? '')
  expect(phases[0].branches.map(({ when }: { when: string }) => when)).toEqual([
    'One is running',
    'No import is running',
  ])
})

test('an address that only seems to stand there, because markup went, is no contact', () => {
  const imported = drafts(
    '# Contacts\n\n- **Lead**: `web`robin@pay.example, `x`https://grafana.pay`.example`\n\n# Slow\n\n- wait\n',
  )
  expect(fileOf(imported, 'organization.yml')).not.toContain('webrobin')
})

test('headings without words do no harm', () => {
  expect(stepsOf(drafts('#\n\n##\n- wait\n\n### \n\nThen go on.\n'))).toMatchObject([
    { do: 'wait' },
    { do: 'Then go on' },
  ])
})

test('fences that nobody closed and lists out of place lose nothing', () => {
  const imported = drafts(sample('broken.md'), 'broken.md', 'broken')
  expect(stepsOf(imported).map((step) => step.title ?? step.do)).toContain('still a task')
  expect(stepsOf(imported)).toContainEqual(
    expect.objectContaining({ fix: 'scale', with: { deployment: 'broken', replicas: 4 } }),
  )
  const branches = imported.files.flatMap(({ text }) =>
    [...text.matchAll(/when: (The? ?\w.*|the .*)/g)].map(([, when]) => when),
  )
  expect(branches).toEqual(['The disk is full', 'The network is down'])
})
