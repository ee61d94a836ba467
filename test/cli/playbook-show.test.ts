import { expect, test } from 'vitest'
import { playbookShow } from '../../src/cli/playbook-show.ts'
import { wrapped } from '../../src/cli/playbook-wrap.ts'

async function show(...args: string[]) {
  const said: string[] = []
  const code = await playbookShow.run(args, (line) => said.push(line), { env: {}, coloured: false })
  return { code, said: said.join('\n') }
}

test('a playbook is printed as it will look, by its id or its last part', async () => {
  const whole = await show('nqba/dynex-outage')
  expect(whole.code).toBe(0)
  expect(whole.said).toContain('1. Immediate response  (within 5m)')
  expect(whole.said).toMatch(
    /\[ \] fix +Route jobs to the classical solvers\n +fallback-toggle configmap=nqba-config/,
  )
  expect(whole.said).toContain('> The Dynex platform is down')
  expect(await show('dynex-outage')).toEqual(whole)
})

test('without a name they are listed, and a slip of the finger is answered with the nearest', async () => {
  expect((await show()).said).toMatch(/^nqba\/dynex-outage +Dynex outage$/m)
  expect(await show('nqba/dynex-outge')).toEqual({
    code: 1,
    said: 'There is no playbook nqba/dynex-outge; did you mean nqba/dynex-outage?',
  })
})

test('more than one word is refused with the usage', async () => {
  await expect(show('a', 'b')).rejects.toThrow('Usage: muster playbook show')
})

test('a name that several services have is answered with all of them', async () => {
  const { code, said } = await show('security-incident')
  expect(code).toBe(1)
  expect(said).toMatch(
    /^Several are called security-incident: .*qflare\/security-incident, qflow\/security-incident$/m,
  )
  expect((await show('dynex-outge')).said).toContain('did you mean nqba/dynex-outage?')
})

test('a narrow terminal breaks lines between words, and never a command to copy', () => {
  const step = '    [ ] check Does the API of the service answer within two seconds?'
  expect(wrapped(step, 40)).toEqual([
    '    [ ] check Does the API of the',
    '              service answer within two',
    '              seconds?',
  ])
  const command = `        \`kubectl get pods ${'-n nqba '.repeat(20)}\``
  expect(wrapped(command, 60)).toEqual([command])
  expect(wrapped(step, undefined)).toEqual([step])
})
