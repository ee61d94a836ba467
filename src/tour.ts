import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readConfig } from './config.ts'
import { practise } from './start-practice.ts'
import { dynexOutage } from './tour/dynex-outage.ts'
import { tell } from './tour/tell.ts'

const pauseMs = 1_500

/** Plays an incident by itself. Exit code 0: every step did what it should. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { fast: { type: 'boolean', default: false }, port: { type: 'string' } },
  })
  const read = readConfig(process.env)
  if (!read.ok) throw new Error(read.refusal.says)
  const { data, logLevel } = read.value
  const config = {
    ...read.value,
    data: path.join(data, 'tour'),
    web: { port: 0 },
    // Waiting for Slack's limits is a matter of course here: the audience need not read of it.
    logLevel: logLevel === 'info' ? ('error' as const) : logLevel,
  }
  if (config.slack.mode !== 'practice')
    throw new Error('The tour is for practice: unset the SLACK_… variables, then start it again')

  const { practice, stop } = await practise(config, {
    scenario: 'dynex-outage',
    port: values.port,
    service: ['nqba'],
    rateLimits: !values.fast,
  })
  const file = path.join(config.data, 'practice', 'postmortems', 'INC-1.md')
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  const pause = () => (values.fast ? Promise.resolve() : wait(pauseMs))
  try {
    say(intro(practice.workspace.url))
    const stage = { practice, postmortem: { path: file, read: () => readFile(file, 'utf8') } }
    const well = await tell(dynexOutage(stage), { say, pause })
    if (well) say(`That was Muster. The post-mortem: ${file}\n`)
    return well ? 0 : 1
  } finally {
    await stop()
  }
}

const intro = (page: string) => `
Watch it here: ${page}

NQBA solves its customers’ problems on Dynex, a quantum cloud. Dynex has just stopped answering.
`

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  return 1
})
