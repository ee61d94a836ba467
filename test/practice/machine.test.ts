import { expect, onTestFinished, test } from 'vitest'
import { startMachine } from '../../src/practice/machine/machine.ts'
import type { StandIn } from '../../src/practice/machine/stand-in.ts'
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

test('what does not stand in is not run, whatever this machine has', async () => {
  const run = await machineWith({})
  await expect(run('/bin/ls')).rejects.toThrow('not a program the operator has allowed')
})
