import { type ClusterConfig, clusterConfig } from './config/cluster.ts'
import { type DatabaseConfig, databaseConfig } from './config/database.ts'
import { type Disk, disk as realDisk } from './config/disk.ts'
import { settings as allSettings, readSettings, type Settings } from './config/setting.ts'
import { type SlackConfig, slackConfig } from './config/slack.ts'
import { anyPort, isRange, type LogLevel, logLevel, webUrl } from './config/values.ts'
import { distance } from './domain/nearest.ts'
import { ok, type Result, refuse } from './domain/result.ts'

export type Config = {
  slack: SlackConfig
  cluster: ClusterConfig
  database: DatabaseConfig
  /** The playbook folder; it exists. */
  playbooks: string
  /** Folder for post-mortems; may have to be made. */
  data: string
  /** `url` without a slash at the end; absent: `http://localhost:` and the port in the end taken. */
  web: { port: number; url?: string }
  logLevel: LogLevel
  /** For HTTP checks: an egress proxy, and a PEM file of further certificate authorities. */
  http: { proxy?: string; ca?: string; privateRanges?: string[] }
  /** Programs that may run on this machine, by name or path; absent: every absolute path. */
  programs?: string[]
  /** Other processes work on the same database. */
  shared: boolean
  /** What whoever starts Muster should hear, though nothing is wrong enough to stop. */
  notes: string[]
}

/**
 * Reads the environment once. The refusal is one sentence that names the variable and says what to do; it
 * never repeats a secret.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  disk: Disk = realDisk,
): Result<Config> {
  const settings = readSettings(env)
  const slack = slackConfig(settings)
  if (!slack.ok) return slack
  const practice = slack.value.mode === 'practice'
  const cluster = clusterConfig(settings, practice, disk)
  if (!cluster.ok) return cluster
  const database = databaseConfig(settings, disk)
  if (!database.ok) return database
  const web = webConfig(settings, slack.value)
  if (!web.ok) return web
  const http = httpConfig(settings, disk)
  if (!http.ok) return http

  const playbooks = settings.MUSTER_PLAYBOOKS ?? './playbooks'
  if (disk(playbooks) !== 'folder')
    return refuse(
      'no-folder',
      `MUSTER_PLAYBOOKS needs the folder ${playbooks}, which does not exist: correct it`,
    )
  const data = settings.MUSTER_DATA ?? './data'
  if (disk(data) === 'file') return refuse('no-folder', `MUSTER_DATA names a file, ${data}: name a folder`)
  const level = logLevel.safeParse(settings.MUSTER_LOG_LEVEL ?? 'info')
  if (!level.success)
    return refuse(
      'wrong-level',
      `MUSTER_LOG_LEVEL is none of ${logLevel.options.join(', ')}: set it to one of them`,
    )

  const shared = settings.MUSTER_SHARED_DATABASE ?? 'no'
  if (shared !== 'yes' && shared !== 'no')
    return refuse('wrong-value', 'MUSTER_SHARED_DATABASE is neither yes nor no: set it to one of them')
  const programs = listOf(settings.MUSTER_PROGRAMS)

  return ok({
    slack: slack.value,
    cluster: cluster.value,
    database: database.value,
    playbooks,
    data,
    web: web.value,
    logLevel: level.data,
    http: http.value,
    shared: shared === 'yes',
    ...(programs && { programs }),
    notes: [...clusterNotes(settings, cluster.value), ...misspelt(env)],
  })
}

function webConfig(settings: Settings, slack: SlackConfig): Result<Config['web']> {
  const port = anyPort.safeParse(settings.MUSTER_WEB_PORT ?? '3080')
  if (!port.success)
    return refuse('wrong-port', 'MUSTER_WEB_PORT is not a port: set it to a number from 0 to 65535')
  if (slack.mode === 'http' && slack.port === port.data)
    return refuse('same-port', 'PORT and MUSTER_WEB_PORT are the same: give the pages a port of their own')
  const { MUSTER_WEB_URL } = settings
  if (MUSTER_WEB_URL === undefined) return ok({ port: port.data })
  if (!webUrl.safeParse(MUSTER_WEB_URL).success)
    return refuse(
      'wrong-url',
      'MUSTER_WEB_URL is not a web address: write https://muster.example.com, for example',
    )
  return ok({ port: port.data, url: MUSTER_WEB_URL.replace(/\/+$/, '') })
}

function httpConfig(settings: Settings, disk: Disk): Result<Config['http']> {
  const name = settings.MUSTER_HTTP_PROXY === undefined ? 'HTTPS_PROXY' : 'MUSTER_HTTP_PROXY'
  const proxy = settings[name]
  const ca = settings.MUSTER_HTTP_CA
  if (proxy !== undefined && !webUrl.safeParse(proxy).success)
    return refuse(
      'wrong-url',
      `${name} is not a web address: write http://proxy.example.com:3128, for example`,
    )
  if (ca !== undefined && disk(ca) !== 'file')
    return refuse('no-file', `MUSTER_HTTP_CA needs the file ${ca}, which does not exist: correct the path`)
  const privateRanges = listOf(settings.MUSTER_HTTP_PRIVATE)
  const wrong = privateRanges?.find((range) => !isRange(range))
  if (wrong !== undefined)
    return refuse(
      'wrong-range',
      `MUSTER_HTTP_PRIVATE names “${wrong}”, which is no range of addresses: write 10.2.0.0/16, for example`,
    )
  return ok({
    ...(proxy === undefined ? {} : { proxy }),
    ...(ca === undefined ? {} : { ca }),
    ...(privateRanges && { privateRanges }),
  })
}

const listOf = (text: string | undefined): string[] | undefined =>
  text
    ?.split(',')
    .map((one) => one.trim())
    .filter(Boolean)

function clusterNotes(settings: Settings, cluster: ClusterConfig): string[] {
  if (cluster.from === 'nowhere')
    return ['No cluster: checks and remediations on Kubernetes will say so. Set KUBECONFIG to give them one.']
  if (cluster.from === 'practice' && settings.KUBECONFIG !== undefined)
    return ['KUBECONFIG is set, but practice uses a cluster of its own and leaves that one alone.']
  return []
}

/** Kubernetes itself sets `MUSTER_SERVICE_HOST` and the like, so only near misses are worth a word. */
function misspelt(env: Readonly<Record<string, string | undefined>>): string[] {
  const names: string[] = allSettings.map((one) => one.name)
  return Object.keys(env)
    .filter((name) => /^(MUSTER|SLACK)_/.test(name) && !names.includes(name))
    .flatMap((name) => {
      const meant = names.find((one) => distance(name, one) <= 2)
      return meant ? [`${name} is not a setting: did you mean ${meant}?`] : []
    })
}
