import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { checks } from './checks/index.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import type { Organization, Service } from './domain/service.ts'
import { openLibrary, sayProblem } from './library/open-library.ts'
import { createLog } from './log.ts'
import { startMuster } from './muster.ts'
import { takeFolder } from './practice/one-at-a-time.ts'
import { type Practice, type PracticeOptions, startPractice } from './practice/practice.ts'
import { remediations } from './remediations/index.ts'

export type Wishes = {
  scenario?: string | undefined
  keep?: boolean | undefined
  port?: string | undefined
  /** False: nobody waits for Slack's rate limits. */
  rateLimits?: boolean
  /** Ids of the services to run; all that the playbooks name when absent. */
  service?: string[] | undefined
}

/**
 * Muster beside a workspace and a cluster of its own. `says` is what a newcomer reads. What cannot start leaves
 * nothing running.
 */
export async function practise(config: Config, wishes: Wishes) {
  const folder = path.join(config.data, 'practice')
  const undo: (() => unknown)[] = [await takeFolder(folder, wishes.keep ?? false)]
  const stop = async () => {
    for (const step of undo.toReversed()) await step()
  }
  try {
    return { ...(await begin(config, wishes, folder, undo)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** `undo`: how each thing that runs is stopped, the last one first. */
async function begin(config: Config, wishes: Wishes, folder: string, undo: (() => unknown)[]) {
  const practice = await startPractice({
    ...(await worldOf(config)),
    port: Number(wishes.port ?? 3030),
    kubeconfigPath: path.join(folder, 'kubeconfig'),
    ...(wishes.service && { services: wishes.service }),
    ...(wishes.rateLimits === false && { rateLimits: false }),
    ...(wishes.keep && { keep: folder }),
  })
  undo.push(practice.stop)
  const muster = await startMuster({
    ...musterIn(practice),
    database: `sqlite:${config.database.chosen ? config.database.file : path.join(folder, 'muster.db')}`,
    playbooks: config.playbooks,
    data: folder,
    web: config.web,
    clock: systemClock,
    log: createLog(config.logLevel === 'info' ? 'warn' : config.logLevel),
    pace: wishes.rateLimits ?? true,
  })
  undo.push(muster.stop)
  if (wishes.scenario) await practice.scenarios.set(wishes.scenario, true)
  return { practice, muster, says: welcome(practice, muster.webUrl, wishes) }
}

/** The settings that make the bot speak to the practice servers: addresses and tokens, nothing else. */
export const musterIn = ({ workspace, cluster, internet, machine }: Practice) => ({
  slack: {
    mode: 'socket' as const,
    botToken: workspace.botToken,
    appToken: workspace.appToken,
    apiUrl: workspace.apiUrl,
  },
  cluster: { from: 'kubeconfig' as const, path: cluster.kubeconfigPath },
  http: { proxy: { url: internet.proxyUrl, ca: internet.caPem } },
  programs: { searchPath: machine.bin, allowed: machine.programs },
})

/** People and channels as the playbook folder has them, so that practice has the same. */
export async function worldOf({
  playbooks,
}: Pick<Config, 'playbooks'>): Promise<Pick<PracticeOptions, 'team' | 'people' | 'channels' | 'manifest'>> {
  const library = await openLibrary({
    folder: playbooks,
    catalogue: { checks, remediations },
    watch: false,
    playbooks: false,
    onProblem: (problem) => void process.stderr.write(`${sayProblem(problem)}\n`),
  })
  const organization = library.organization()
  const names = announced(organization, library.services())
  library.close()
  return {
    team: { name: organization.name, domain: organization.name.toLowerCase().replace(/[^a-z0-9]+/g, '-') },
    people: organization.people.map(({ name, title, slack, email }, index) => ({
      id: slack ?? `U0PRACTICE${index}`,
      name: (name.split(' ')[0] ?? name).toLowerCase(),
      realName: name,
      email: email ?? `person${index}@example.com`,
      ...(title && { title }),
    })),
    channels: [
      { name: 'general', members: 'all' as const },
      ...names.map((name) => ({ name, members: 'all' as const })),
    ],
    manifest: parse(await readFile(new URL('../manifest.yml', import.meta.url), 'utf8')),
  }
}

function announced({ channels }: Organization, services: Service[]): string[] {
  return [
    ...new Set([channels.incidents, channels.shift, ...services.flatMap(({ announce }) => announce ?? [])]),
  ]
}

const welcome = ({ workspace, cluster, scenarios }: Practice, webUrl: string, { scenario }: Wishes) => `
Muster is practising: a Slack workspace and a Kubernetes cluster of its own, on this machine only.

  The page   ${workspace.url}
  Playbooks  ${webUrl}/playbooks, and post-mortems at ${webUrl}
  kubectl    kubectl --kubeconfig ${cluster.kubeconfigPath} get pods -A

${
  scenario
    ? `Broken on purpose: ${scenarios.list().find(({ name }) => name === scenario)?.title ?? scenario}.`
    : breakable(scenarios.list())
}
Open the page and type:  /incident p0 nqba Dynex is down

`

/** How many things can be broken, and the name of one: the page and docs/practice.md have them all. */
function breakable(all: ReturnType<Practice['scenarios']['list']>): string {
  const services = new Set(all.map(({ service }) => service)).size
  const [first] = all
  if (!first) return 'Nothing is broken, and nothing can be: these services have no scenarios.'
  return `${all.length} things can be broken on purpose, in ${services === 1 ? 'one service' : `${services} services`}: on the page under Scenarios, or from the start with
  npm start -- --scenario ${first.name}
docs/practice.md tells what each does and what helps.`
}
