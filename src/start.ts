import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { systemClock } from './clock.ts'
import { type Config, readConfig } from './config.ts'
import { createLog } from './log.ts'
import { type MusterOptions, startMuster } from './muster.ts'

/** Starts Muster: with a real Slack where one is set, else in practice. Ends the process when it cannot. */
export async function start(): Promise<void> {
  try {
    await begin()
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error))
  }
}

async function begin(): Promise<void> {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string' },
      keep: { type: 'boolean', default: false },
      port: { type: 'string' },
      service: { type: 'string', multiple: true },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return void process.stdout.write(usage)
  const read = readConfig(process.env)
  if (!read.ok) return fail(read.refusal.says)
  const config = read.value
  const log = createLog(config.logLevel)
  for (const note of config.notes) log.warn({}, note)
  const { slack } = config
  const practiceOnly = values.scenario ?? values.port ?? values.service ?? (values.keep || undefined)
  if (slack.mode !== 'practice' && practiceOnly !== undefined)
    return fail(
      '--scenario, --service, --keep and --port are for practice, which never runs beside a real Slack: unset the SLACK_… variables',
    )
  if (slack.mode !== 'practice') {
    const muster = await startMuster({ ...(await common(config)), slack, log, clock: systemClock })
    log.info({ web: muster.webUrl, slack: slack.mode }, 'Muster is ready')
    return onSignal(muster.stop)
  }
  const { practise } = await import('./start-practice.ts')
  const practice = await practise(config, values)
  process.stdout.write(practice.says)
  onSignal(practice.stop)
}

async function common(config: Config): Promise<Omit<MusterOptions, 'slack' | 'clock' | 'log'>> {
  const { cluster, database, playbooks, data, web, http, programs, shared } = config
  return {
    cluster,
    database: `sqlite:${database.file}`,
    shared,
    playbooks,
    data,
    web,
    http: await egress(http),
    programs: {
      searchPath: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
      ...(programs && { allowed: programs }),
    },
  }
}

async function egress({ proxy, ca, privateRanges }: Config['http']): Promise<MusterOptions['http']> {
  const ranges = privateRanges && { privateRanges }
  if (!proxy) return { ...ranges }
  return { ...ranges, proxy: { url: proxy, ...(ca && { ca: await readFile(ca, 'utf8') }) } }
}

/** The first signal stops in order, a second one at once. */
function onSignal(stop: () => Promise<void>): void {
  let stopping = false
  const leave = () => {
    if (stopping) process.exit(1)
    stopping = true
    stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error instanceof Error ? error.message : String(error)),
    )
  }
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)
}

function fail(says: string): never {
  process.stderr.write(`${says}\n`)
  process.exit(1)
}

const usage = `npm start                          Muster; in practice while no SLACK_… variable is set
npm start -- --scenario NAME       in practice, with something broken
npm start -- --service ID          with this service alone in the cluster; several times for several
npm start -- --keep                in practice, and find everything again next time
npm start -- --port 3030           in practice, the page on this port
`
