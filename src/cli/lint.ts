import { checks } from '../checks/index.ts'
import { nearest } from '../domain/nearest.ts'
import type { Finding } from '../lint/finding.ts'
import { type LintFolder, openFolder } from '../lint/folder.ts'
import { lintOffline, ofService } from '../lint/lint.ts'
import { jsonReport, textReport } from '../lint/report.ts'
import { remediations } from '../remediations/index.ts'
import { type CliCommand, Misused } from './command.ts'
import { type Flags, readFlags, usage } from './flags.ts'

const flags = {
  playbooks: { placeholder: 'DIR', says: 'The folder; MUSTER_PLAYBOOKS or ./playbooks when absent' },
  service: { placeholder: 'ID', says: 'Only this service, and what all services share' },
  strict: { says: 'Warnings count as errors do' },
  quiet: { says: 'Say only what makes it fail' },
  json: { says: 'Write JSON: see docs/lint.md' },
  help: { says: 'Show this' },
} satisfies Flags

/** Exit code 0: nothing to mend (warnings may be, unless --strict). 1: findings. 2: it cannot run as asked. */
export const lint: CliCommand = {
  name: 'lint',
  summary: `Look over the playbook folder [${Object.keys(flags)
    .map((flag) => `--${flag}`)
    .join('] [')}]`,

  async run(args, say, { env, coloured }) {
    const given = readFlags('lint', flags, args)
    if (given.has('help')) {
      say(usage('lint', flags))
      return 0
    }
    const chosen = given.get('playbooks') ?? env.MUSTER_PLAYBOOKS?.trim()
    const path = typeof chosen === 'string' && chosen ? chosen : './playbooks'
    const folder = await open(path)
    const service = given.get('service')
    if (typeof service === 'string') known(service, folder)

    const all = lintOffline(folder)
    const mine = typeof service === 'string' ? ofService(folder, all, service) : all
    const fails = ({ severity }: Finding) =>
      severity === 'error' || (given.has('strict') && severity === 'warning')
    const failing = mine.filter(fails)
    const findings = given.has('quiet') ? failing : mine
    const report = { folder: path, cluster: false, files: folder.files.length, findings }
    if (given.has('json')) say(jsonReport(report))
    else if (!given.has('quiet') || failing.length > 0)
      for (const line of textReport(report, coloured)) say(line)
    return failing.length > 0 ? 1 : 0
  },
}

async function open(path: string): Promise<LintFolder> {
  const folder = await openFolder(path, { checks, remediations }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Misused(
      `The playbook folder ${path} cannot be read (${code}): name another with --playbooks or MUSTER_PLAYBOOKS`,
    )
  })
  if (folder.files.length === 0)
    throw new Misused(`There is no YAML file in ${path}: name another with --playbooks`)
  return folder
}

function known(service: string, { ids }: LintFolder): void {
  if (ids.includes(service)) return
  const meant = nearest(service, ids)
  throw new Misused(
    `There is no service ${service}; ${meant ? `did you mean ${meant}?` : `known: ${ids.join(', ')}`}`,
  )
}
