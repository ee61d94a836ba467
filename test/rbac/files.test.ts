import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { checks } from '../../src/checks/index.ts'
import { rbac } from '../../src/cli/rbac.ts'
import type { Service } from '../../src/domain/service.ts'
import { services } from '../../src/practice/services/index.ts'
import { changeable, grantsFor } from '../../src/rbac/grants.ts'
import { serviceYaml } from '../../src/rbac/service-file.ts'
import { readServices } from '../../src/rbac/services.ts'
import { remediations } from '../../src/remediations/index.ts'
import { nqbaService, startPractice } from '../cluster/practice.ts'
import { account, documentsOf, rolesOf, shippedFile, singles } from './roles.ts'

const tools = { checks, remediations }
const shell = { env: {}, coloured: false }

async function run(...args: string[]) {
  const said: string[] = []
  const code = await rbac.run(args, (line) => said.push(line), shell)
  return { code, said: said.join('\n') }
}

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'rbac-'))
  onTestFinished(() => rm(made, { recursive: true }))
  return made
}

const rolesFor = (service: Service) =>
  rolesOf(serviceYaml(service, tools, { namespace: 'muster', name: 'muster' }))

describe('muster rbac', () => {
  test('what is shipped in deploy/rbac is what it writes', async () => {
    expect(await run('--check')).toEqual({ code: 0, said: '' })
  })

  test('--check names the files that differ, are missing, or are of no service any more', async () => {
    const out = await folder()
    await cp('deploy/rbac', out, { recursive: true })
    await writeFile(join(out, 'nqba.yml'), `${await readFile(join(out, 'nqba.yml'), 'utf8')}# more\n`)
    await rm(join(out, 'muster.yml'))
    await writeFile(join(out, 'gone.yml'), '')
    const { code, said } = await run('--check', '--out', out)
    expect(code).toBe(1)
    expect(said.split('\n').slice(0, 3)).toEqual([
      `${join(out, 'muster.yml')} is missing`,
      `${join(out, 'nqba.yml')} is not what service.yml and the code ask for`,
      `${join(out, 'gone.yml')} is of no service any more: its rights are still given`,
    ])
  })

  test('writes into a folder, or prints all of it, for the account that is named', async () => {
    const out = await folder()
    expect(await run('--out', join(out, 'new'), '--account', 'ops/bot')).toEqual({ code: 0, said: '' })
    const { said } = await run('--account', 'ops/bot')
    expect(said).toContain('request.userInfo.username == "system:serviceaccount:ops:bot"')
    expect(said).toContain((await readFile(join(out, 'new', 'nqba.yml'), 'utf8')).trimEnd())
    expect(said).not.toContain('namespace: muster')
  })

  test('a broken service.yml is no service with fewer rights: nothing is written', async () => {
    const playbooks = await folder()
    await cp('playbooks', playbooks, { recursive: true })
    await writeFile(join(playbooks, 'nqba', 'service.yml'), 'name: [')
    await expect(run('--playbooks', playbooks)).rejects.toThrow('nqba/service.yml:1')
  })

  test.each(['muster', 'a/b/c', 'Muster/muster', "a'/b"])('%s is no account', async (odd) => {
    await expect(run('--account', odd)).rejects.toThrow('--account muster/muster')
  })
})

describe('the Roles of a service', () => {
  test('open no pod to commands when no cache is reached by exec', () => {
    const direct = [{ name: 'nqba-cache', url: 'redis://cache:6379', database: 0 }]
    const roles = rolesFor({ ...nqbaService, targets: { ...nqbaService.targets, caches: direct } })
    expect([...roles.keys()]).not.toContain('muster-nqba-flush-cache')
    expect(singles([...roles.values()].flat()).filter(({ resource }) => resource === 'pods/exec')).toEqual([])
  })

  test('give no right to change what is frozen, and still one to look at it', () => {
    const frozen = {
      ...nqbaService,
      limits: { ...nqbaService.limits, frozen: ['deployment/nqba-api', 'nqba-cache'] },
    }
    expect(changeable(frozen)).toMatchObject({ deployments: ['nqba-worker'], caches: [] })
    const roles = rolesFor(frozen)
    const naming = [...roles].filter(([, rules]) => singles(rules).some(({ name }) => name === 'nqba-api'))
    expect(naming.map(([name]) => name)).toEqual(['muster-nqba-checks'])
  })

  test('stand apart, each with its own binding to the account and nobody else', () => {
    const binding = z.object({
      kind: z.literal('RoleBinding'),
      metadata: z.object({ name: z.string(), namespace: z.literal('nqba-platform') }),
      roleRef: z.object({ kind: z.literal('Role'), name: z.string() }),
      subjects: z.tuple([
        z.object({
          kind: z.literal('ServiceAccount'),
          name: z.literal('muster'),
          namespace: z.literal('muster'),
        }),
      ]),
    })
    const documents = documentsOf(shippedFile('nqba.yml'))
    const bindings = documents.flatMap((one) => binding.safeParse(one).data ?? [])
    const names = [...rolesOf(shippedFile('nqba.yml')).keys()]
    expect(bindings.map(({ roleRef }) => roleRef.name)).toEqual(names)
    expect(bindings.map(({ metadata }) => metadata.name)).toEqual(names)
    expect(documents).toHaveLength(2 * names.length)
  })
})

const kubectl = await promisify(execFile)('kubectl', ['version', '--client']).then(
  () => true,
  () => false,
)

test.skipIf(!kubectl)(
  'applied by kubectl, the shipped files give Muster all that it needs (skipped without kubectl)',
  async () => {
    const muster = 'system:serviceaccount:muster:muster'
    const { practice, as } = await startPractice({ accounts: [account(muster, [])], services })
    const service = (await readServices('playbooks', tools)).find(({ id }) => id === 'nqba')
    const needed = service ? grantsFor(service, tools).flatMap(({ rights }) => rights) : []
    expect(await as(muster).rightsMissing('nqba-platform', needed)).not.toEqual([])

    const ask = (...args: string[]) =>
      promisify(execFile)('kubectl', ['--kubeconfig', practice.kubeconfigPath, ...args])
    await ask('create', 'namespace', 'muster')
    const { stdout } = await ask('apply', '-f', 'deploy/rbac', '--validate=false', '-o', 'name')
    expect(stdout).toContain(
      'validatingadmissionpolicybinding.admissionregistration.k8s.io/muster-deployments\n',
    )
    expect(needed.length).toBeGreaterThan(0)
    expect(await as(muster).rightsMissing('nqba-platform', needed)).toEqual([])
  },
)
