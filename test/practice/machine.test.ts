import { expect, onTestFinished, test } from 'vitest'
import { startMachine } from '../../src/practice/machine/machine.ts'
import type { StandIn } from '../../src/practice/machine/stand-in.ts'
import { together } from '../../src/practice/machine/together.ts'
import { createPrograms } from '../../src/programs/programs.ts'
import { steppedCluster } from './cluster/practice.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }

async function machineWith(commands: Record<string, StandIn>) {
  const { world } = await steppedCluster()
  const machine = await startMachine(world, commands)
  onTestFinished(machine.stop)
  const programs = createPrograms({ searchPath: machine.bin, allowed: machine.programs, log })
  return async (name: string, ...args: string[]) =>
    programs.run({
      program: await programs.resolve(name),
      args,
      environment: {},
      timeoutMs: 10_000,
      signal: AbortSignal.timeout(10_000),
    })
}

test('a program that stands in is really run, and answers from the practice world', async () => {
  const run = await machineWith({
    qctl: ([what, name], world) =>
      what === 'count'
        ? { code: 0, stdout: [`${world.store.list('deployments').length} deployments`, name ?? ''] }
        : { code: 2, stderr: [`qctl: unknown command ${what}`] },
  })
  expect(await run('qctl', 'count', "it's $(here)")).toMatchObject({
    code: 0,
    output: [expect.stringMatching(/^\d+ deployments$/), "it's $(here)"],
  })
  expect(await run('qctl', 'explode')).toMatchObject({ code: 2, output: ['qctl: unknown command explode'] })
})

test('a program that two services have answers for the one that is asked', async () => {
  const only =
    (name: string): StandIn =>
    (args) =>
      args[0] === name ? { code: 0, stdout: [`I am ${name}`] } : { code: 1, stderr: ['not mine'] }
  const run = await machineWith(together([{ psql: only('one') }, { psql: only('two') }]))
  expect(await run('psql', 'two')).toMatchObject({ code: 0, output: ['I am two'] })
  expect(await run('psql', 'three')).toMatchObject({ code: 1, output: ['not mine'] })
})

test('what does not stand in is not run, whatever this machine has', async () => {
  const run = await machineWith({})
  await expect(run('/bin/ls')).rejects.toThrow('not a program the operator has allowed')
})
