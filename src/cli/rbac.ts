import { checks } from '../checks/index.ts'
import { differences, rbacFiles, writeFiles } from '../rbac/files.ts'
import { readServices } from '../rbac/services.ts'
import { remediations } from '../remediations/index.ts'
import { type CliCommand, Misused } from './command.ts'
import { type Flags, readFlags, usage } from './flags.ts'

const flags = {
  playbooks: { placeholder: 'DIR', says: 'The folder; MUSTER_PLAYBOOKS or ./playbooks when absent' },
  out: {
    placeholder: 'DIR',
    says: 'Write a file for each service there, as deploy/rbac; else all is printed',
  },
  check: {
    says: 'Write nothing; exit 1 when the files (in deploy/rbac, or --out) are not as they should be',
  },
  account: {
    placeholder: 'NAME',
    says: 'Namespace and name of the service account; muster/muster when absent',
  },
  help: { says: 'Show this' },
} satisfies Flags

const account = /^([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)\/([a-z0-9](?:[-.a-z0-9]*[a-z0-9])?)$/

/** Exit code 0: written, printed, or as it should be. 1: files differ, or a service.yml is broken. */
export const rbac: CliCommand = {
  name: 'rbac',
  summary: `Write the Roles and admission policies that Muster needs [${Object.keys(flags)
    .map((flag) => `--${flag}`)
    .join('] [')}]`,

  async run(args, say, { env }) {
    const given = readFlags('rbac', flags, args)
    const text = (flag: string): string | undefined => {
      const value = given.get(flag)
      return typeof value === 'string' ? value : undefined
    }
    if (given.has('help')) {
      say(usage('rbac', flags))
      return 0
    }
    const [, namespace, name] = account.exec(text('account') ?? 'muster/muster') ?? []
    if (!namespace || !name) throw new Misused('Write the account as namespace/name: --account muster/muster')
    const tools = { checks, remediations }
    const folder = text('playbooks') ?? (env.MUSTER_PLAYBOOKS?.trim() || './playbooks')
    const files = rbacFiles(await readServices(folder, tools), tools, { namespace, name })

    if (given.has('check')) {
      const wrong = await differences(text('out') ?? 'deploy/rbac', files)
      for (const line of wrong) say(line)
      if (wrong.length > 0) say('Run "muster rbac --out deploy/rbac", read the difference, and commit it')
      return wrong.length > 0 ? 1 : 0
    }
    const out = text('out')
    if (out === undefined) say([...files.values()].join('---\n').trimEnd())
    else await writeFiles(out, files)
    return 0
  },
}
