import { checks } from '../checks/index.ts'
import { parseDuration } from '../domain/duration.ts'
import { nearest } from '../domain/nearest.ts'
import { type Finding, inOrder } from '../lint/finding.ts'
import { type LintFolder, openFolder } from '../lint/folder.ts'
import { lintOffline, ofService } from '../lint/lint.ts'
import { jsonReport, textReport } from '../lint/report.ts'
import { remediations } from '../remediations/index.ts'
import { type CliCommand, Misused, type Shell } from './command.ts'
import { type Flags, readFlags, usage } from './flags.ts'

const flags = {
  playbooks: { placeholder: 'DIR', says: 'The folder; MUSTER_PLAYBOOKS or ./playbooks when absent' },
  service: { placeholder: 'ID', says: 'Only this service, and what all services share' },
  cluster: { says: 'Ask the cluster too: that of KUBECONFIG and MUSTER_CONTEXT. Changes nothing' },
  timeout: { placeholder: 'TIME', says: 'With --cluster: how long each question may take; 10s when absent' },
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

    const only = typeof service === 'string' ? service : undefined
    const live = given.has('cluster')
      ? await lintLive(folder, env, path, { timeoutMs: timeoutOf(given.get('timeout')), only })
      : { findings: [], reached: true }
    const all = [...lintOffline(folder), ...live.findings].sort(inOrder)
    const mine = typeof service === 'string' ? ofService(folder, all, service) : all
    const fails = ({ severity }: Finding) =>
      severity === 'error' || (given.has('strict') && severity === 'warning')
    const failing = mine.filter(fails)
    const findings = given.has('quiet') ? failing : mine
    const report = { folder: path, cluster: given.has('cluster'), files: folder.files.length, findings }
    if (given.has('json')) say(jsonReport(report))
    else if (!given.has('quiet') || failing.length > 0)
      for (const line of textReport(report, coloured)) say(line)
    if (!live.reached) return 2
    return failing.length > 0 ? 1 : 0
  },
}

const timeoutOf = (given: string | true | undefined): number => {
  if (typeof given !== 'string') return 10_000
  const ms = parseDuration(given)
  if (ms === undefined) throw new Misused(`--timeout ${given} is no time: write --timeout 10s`)
  return ms
}

/** Loaded only here: who looks at files alone waits for no client. */
async function lintLive(
  folder: LintFolder,
  env: Shell['env'],
  path: string,
  options: { timeoutMs: number; only: string | undefined },
): Promise<{ findings: Finding[]; reached: boolean }> {
  const { openInstruments } = await import('./instruments.ts')
  const { liveNotes } = await import('../lint/live/index.ts')
  const { instruments, close } = await openInstruments(env, path)
  try {
    const { notes, reached } = await liveNotes(folder, instruments, options)
    return { findings: notes.map(folder.locate), reached }
  } finally {
    await close()
  }
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
