import { describe, expect, test } from 'vitest'
import { matchPlaybooks } from '../../src/domain/match-playbook.ts'
import { fill } from '../../src/domain/placeholders.ts'
import type { Command, Parameter } from '../../src/domain/service.ts'
import type { Severity } from '../../src/domain/severity.ts'
import { qflow } from '../../src/practice/services/qflow/index.ts'
import { startWorld, type World } from '../support/world.ts'
import {
  answers,
  does,
  goesOnTo,
  holds,
  notPassed,
  notPlanned,
  opens,
  serviceOf,
  types,
} from './support/respond.ts'
import {
  type Asked,
  checksOf,
  neverReached,
  remediationsOf,
  stepsOf,
  verificationsOf,
} from './support/walk-playbook.ts'

const health = 'http://qflow-service.qflow.svc.cluster.local/health'
const isHealthy = (world: World) =>
  holds(world, 'http', { url: health, expect: { status: 200, json: { status: 'healthy' } } })

/** Qflow alone in practice. */
const startQflow = (scenario?: string) => startWorld({ services: ['qflow'], ...(scenario && { scenario }) })

/** What somebody says where a step asks. */
const said = {
  backup: 'cfg-20261115',
  component: 'validation',
  dao: 'dao-7',
  description: 'Flows end in errors',
  email: 'ana@lanternworks.example',
  execution: 'ex-552310',
  flow: 'fl-1187',
  incident: 'si-12',
  message: 'Flows end in errors',
  permission: 'run',
  resource: 'fl-1187',
  role: 'author',
  severity: 'p1',
  summary: 'A release was taken back',
  ticket: 'tk-5520',
  to: 2,
  type: 'jwt',
  user: 'us-311',
  username: 'ana',
  when: '20261117-0215',
}

describe('on a quiet day', () => {
  test('every playbook, checklist and maintenance of Qflow can be gone through to its end', async () => {
    const world = await startQflow()
    const all = world.muster.core.library.playbooks('qflow')
    expect(all.filter(({ playbook }) => playbook.checklist)).toHaveLength(4)
    expect(all.filter(({ playbook }) => playbook.maintenance)).toHaveLength(6)
    expect(all).toHaveLength(17 + 4 + 6)
    expect(all.flatMap(neverReached)).toEqual([])

    const steps = all.flatMap(stepsOf)
    expect(steps.filter(({ details = '' }) => /fix run-command|COMMAND|=[A-Z]{3}/.test(details))).toEqual([])
    const checks = checksOf(steps, said)
    expect(await notPassed(world, checks.filter(judges))).toEqual([])
    // Ten pods are asked for only where they are needed.
    expect(await notPassed(world, verificationsOf(steps))).toEqual([
      expect.stringMatching(/^Verify: Run ten pods .*3 of/),
    ])

    await world.declares('p3 qflow Rehearsal')
    expect(await notPlanned(world, remediationsOf(steps, said))).toEqual([
      expect.stringContaining('qflow already has 3 replicas'),
    ])
  })

  test('every declared command is one that the programs know, and a restore waits until nothing is written', async () => {
    const world = await startQflow()
    const { world: cluster } = world.practice.cluster
    const { commands, approvalExceptions } = serviceOf(world)
    const ends = ({ run, parameters }: Command) => {
      const values = Object.entries(parameters).map(([name, one]) => [name, valueFor(name, one)])
      const [program = '', ...args] = run.map((text) => fill(text, Object.fromEntries(values)))
      return qflow.commands[program]?.(args, cluster) ?? { code: 127 }
    }
    const wrong = commands.flatMap((command) => {
      const { code, stderr = [] } = ends(command)
      return code === 0 ? [] : [`${command.name}: ${stderr.join(' ')}`]
    })
    expect(wrong).toEqual([
      'restore: executions are running and would write over what is restored: pause them first',
      'restore-selective: executions are running and would write over what is restored: pause them first',
    ])

    // Nobody approves what only looks. Of the rest, only what keeps a copy or tells somebody goes without.
    const low = commands.filter(({ risk, readOnly }) => risk === 'low' && !readOnly)
    expect(low.filter(({ lasting }) => lasting)).toEqual([])
    expect(low.map(({ name }) => name)).toEqual([
      ...['config-backup', 'flow-backup', 'forensics-collect', 'collect-diagnostics', 'security-document'],
      ...['notify-p0', 'notify-p0-resolved', 'alarm-acknowledge', 'alarm-resolve', 'postmortem-schedule'],
      ...['notify', 'ticket-create', 'ticket-escalate', 'user-welcome'],
    ])
    expect(approvalExceptions.map(({ count }) => count)).toEqual([2, 0, 0])
  })

  test('what people say when they declare leads to the playbook for it', async () => {
    const world = await startQflow()
    const all = world.muster.core.library.playbooks('qflow')
    const first = (severity: Severity, title: string) =>
      matchPlaybooks({ service: 'qflow', severity, title }, all).best?.playbook.id
    expect([
      first('p0', 'Nobody reaches Qflow'),
      first('p0', 'Blocks are corrupted'),
      first('p0', 'Stolen credentials'),
      first('p1', 'Odd sign-ins'),
      first('p1', 'Flows queue up since new settings'),
      first('p2', 'Pods OOMKilled'),
      first('p2', 'The processor is busy'),
      first('p2', 'Lost peers'),
      first('p3', 'One execution ended early'),
    ]).toEqual(
      [
        ...['service-outage', 'data-corruption', 'security-breach', 'security-incident', 'config-rollback'],
        ...['high-memory', 'high-cpu', 'slow-network', 'failed-flow'],
      ].map((name) => `qflow/${name}`),
    )
  })
})

/** Whether a check asks for more than an end without an error, which the next test sees of every command. */
const judges = ({ name, input }: Asked): boolean =>
  name !== 'command' || ['match', 'number'].some((key) => Object.hasOwn(input, key))

/** What a parameter is given: the answer to its question, or the first that fits. */
function valueFor(name: string, one: Parameter): string {
  if (one.kind === 'choice') return one.options[0] ?? ''
  if (one.kind === 'number') return String(one.min)
  return String(Object.entries(said).find(([known]) => known === name)?.[1] ?? 'sample')
}

/** Titles of the checks of a phase that fail now. */
async function failing(world: World, playbook: string, phase: number): Promise<string[]> {
  const pinned = world.muster.core.library
    .playbooks('qflow')
    .find((one) => one.playbook.id === `qflow/${playbook}`)
  const steps = pinned?.playbook.phases[phase]?.steps ?? []
  const failed = await notPassed(world, checksOf(steps, said))
  return failed.map((one) => `${one.split('?')[0]}?`)
}

describe('in practice', () => {
  test('a bad release is healed by taking it back, and not by more pods', async () => {
    const world = await startQflow('qflow-bad-release')
    const room = await opens(world, 'p0 qflow Nobody reaches Qflow', 'service-outage', 1)
    await world.until(() => isHealthy(world).then((well) => !well), { ms: 60_000, step: 2_000 })
    // Nobody but the new release is to blame.
    expect(await failing(world, 'service-outage', 0)).toContain('Does Qflow answer?')
    expect(await failing(world, 'service-outage', 1)).toEqual(['Has qflow been left alone lately?'])

    expect(await types(world, room, 'scale qflow replicas=6')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)

    await answers(world, room, 'A release shortly before')
    expect(await does(world, room, 'Take the release back')).toBe('verified')
    expect(await failing(world, 'service-outage', 2)).toEqual([])
  })

  test('bad settings are healed by their rollback and a restart, and not by a restart alone', async () => {
    const world = await startQflow('qflow-bad-settings')
    const room = await opens(world, 'p1 qflow Flows queue up', 'config-rollback', 1)
    await world.until(() => isHealthy(world).then((well) => !well), { ms: 60_000, step: 2_000 })
    expect(await failing(world, 'config-rollback', 0)).toEqual(['Is the configuration valid?'])

    expect(await types(world, room, 'restart qflow')).toBe('verified')
    expect(await isHealthy(world)).toBe(false)

    const backup = 'Put the chosen backup back'
    expect(await world.bob.presses('step.fix', { in: room, on: backup })).toBe('')
    expect(world.bob.form()).toContain('Which backup? Its id')
    expect(await does(world, room, backup, [world.chen], { backup: 'cfg-20261115' })).toBe('verified')
    expect(await isHealthy(world)).toBe(false)
    expect(await does(world, room, 'Restart Qflow with it')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
    expect(await failing(world, 'config-rollback', 1)).toEqual([])
  })

  test('damaged data is restored by two people, once nothing is written any more', async () => {
    const world = await startQflow('qflow-damaged-data')
    const { ana, bob, chen } = world
    const room = await opens(world, 'p0 qflow Flows answer nonsense', 'data-corruption')
    expect(await bob.says('/incident fix run-command ipfs-gc', { in: room })).toContain('may still be saved')
    const whole = ['Is all data whole?', 'Is every block in IPFS whole?']
    expect(await failing(world, 'data-corruption', 0)).toEqual(whole)
    // Nothing looks before writes have stopped.
    expect(await world.happened('check-started')).toBe(false)

    expect(await types(world, room, 'run-command restore-selective', [ana, chen])).toBe('failed')
    expect(await isHealthy(world)).toBe(false)

    expect(await does(world, room, 'Stop all new executions', [])).toBe('verified')
    await world.until(() => world.happened('check-finished'))
    await goesOnTo(world, room, 'data-corruption', 1)
    expect(await does(world, room, 'Restore what is damaged', [ana, chen])).toBe('verified')
    expect(await failing(world, 'data-corruption', 0)).toEqual([])
    expect(await does(world, room, 'Let executions start again')).toBe('verified')
    expect(await isHealthy(world)).toBe(true)
    expect(await failing(world, 'data-corruption', 1)).toEqual([])
  })

  test('after a break-in evidence is kept first, and nobody restarts what holds it', async () => {
    const world = await startQflow()
    const room = await opens(world, 'p0 qflow Stolen credentials', 'security-breach')
    expect(await does(world, room, 'Collect evidence, and keep it', [])).toBe('verified')
    for (const words of ['restart qflow', 'rollback qflow', 'run-command logs-cleanup'])
      expect(await world.bob.says(`/incident fix ${words}`, { in: room })).toContain(
        'Evidence of the break-in',
      )
    const cut = { component: 'validation' }
    expect(await does(world, room, 'Cut off what is affected', [world.chen], cut)).toBe('verified')
  })
})
