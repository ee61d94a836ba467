import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { settings } from '../src/config/setting.ts'
import { readConfig } from '../src/config.ts'

const bot = 'xoxb-1-canary-bot'
const app = 'xapp-1-canary-app'
const secret = 'canary0signing0secret'
const socket = { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app }
const http = { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: secret, PORT: '3000' }

/** A machine on which only these paths exist. */
const files = new Map<string, 'file' | 'folder'>([
  ['./playbooks', 'folder'],
  ['/etc/muster', 'folder'],
  ['/etc/kube', 'file'],
  ['/etc/ca.pem', 'file'],
  ['/var/lib/muster', 'folder'],
])
const disk = (place: string) => files.get(place)
const read = (env: Record<string, string | undefined>) => readConfig(env, disk)
const config = (env: Record<string, string | undefined>) => {
  const found = read(env)
  if (!found.ok) throw new Error(found.refusal.says)
  return found.value
}

describe('what starts', () => {
  test('with nothing set, Muster practises with its defaults', () => {
    expect(config({})).toEqual({
      slack: { mode: 'practice' },
      cluster: { from: 'practice' },
      database: { kind: 'sqlite', file: './data/muster.db', chosen: false },
      playbooks: './playbooks',
      data: './data',
      web: { port: 3080 },
      logLevel: 'info',
      http: {},
      shared: false,
      notes: [],
    })
  })

  test('programs, private networks and a shared database are as the operator says', () => {
    expect(
      config({ MUSTER_PROGRAMS: 'qctl, /opt/bin/psql', MUSTER_HTTP_PRIVATE: '10.2.0.0/16,fd12::/32' }),
    ).toMatchObject({
      programs: ['qctl', '/opt/bin/psql'],
      http: { privateRanges: ['10.2.0.0/16', 'fd12::/32'] },
    })
    expect(config({ MUSTER_SHARED_DATABASE: 'yes' }).shared).toBe(true)
    expect(read({ MUSTER_HTTP_PRIVATE: '10.2.0.0/99' })).toMatchObject({
      refusal: { says: expect.stringContaining('MUSTER_HTTP_PRIVATE names “10.2.0.0/99”') },
    })
    expect(read({ MUSTER_SHARED_DATABASE: 'perhaps' })).toMatchObject({
      refusal: { says: expect.stringContaining('set it to one of them') },
    })
  })

  test('two tokens mean Socket Mode', () => {
    expect(config(socket).slack).toEqual({ mode: 'socket', botToken: bot, appToken: app })
  })

  test('another Slack can be named, with either transport', () => {
    const SLACK_API_URL = 'http://127.0.0.1:4000/api/'
    expect(config({ ...socket, SLACK_API_URL }).slack).toMatchObject({
      mode: 'socket',
      apiUrl: SLACK_API_URL,
    })
    expect(config({ ...http, SLACK_API_URL }).slack).toMatchObject({ mode: 'http', apiUrl: SLACK_API_URL })
  })

  test('a signing secret and a port mean HTTP', () => {
    expect(config(http).slack).toEqual({ mode: 'http', botToken: bot, signingSecret: secret, port: 3000 })
  })

  test('empty and blank variables count as not set, and line ends of secret files are dropped', () => {
    expect(config({ SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: ' ', DATABASE_URL: '' }).slack.mode).toBe(
      'practice',
    )
    expect(config({ SLACK_BOT_TOKEN: `${bot}\n`, SLACK_APP_TOKEN: app }).slack).toMatchObject({
      botToken: bot,
    })
  })

  test('a port that the platform sets does not end practice', () => {
    expect(config({ PORT: '8080' }).slack.mode).toBe('practice')
  })

  test('a rotated bot token is a bot token', () => {
    expect(config({ ...socket, SLACK_BOT_TOKEN: 'xoxe.xoxb-1-x' }).slack.mode).toBe('socket')
  })

  test('the cluster is the named one, else the one around the pod, else none', () => {
    expect(config({ ...socket, KUBECONFIG: '/etc/kube', MUSTER_CONTEXT: 'prod' }).cluster).toEqual({
      from: 'kubeconfig',
      path: '/etc/kube',
      context: 'prod',
    })
    expect(config({ ...socket, KUBERNETES_SERVICE_HOST: '10.0.0.1' }).cluster).toEqual({ from: 'in-cluster' })
    const none = config(socket)
    expect(none.cluster).toEqual({ from: 'nowhere' })
    expect(none.notes).toEqual([expect.stringContaining('KUBECONFIG')])
  })

  test('of several kubeconfig files, one has to exist', () => {
    expect(config({ ...socket, KUBECONFIG: '/none:/etc/kube' }).cluster).toMatchObject({
      path: '/none:/etc/kube',
    })
  })

  test('practice never touches the cluster of KUBECONFIG, and says so', () => {
    const found = config({ KUBECONFIG: '/etc/kube' })
    expect(found.cluster).toEqual({ from: 'practice' })
    expect(found.notes).toEqual([expect.stringContaining('leaves that one alone')])
  })

  test('the database may be anywhere that exists', () => {
    for (const url of ['sqlite:/var/lib/muster/m.db', 'sqlite:///var/lib/muster/m.db'])
      expect(config({ DATABASE_URL: url }).database).toEqual({
        kind: 'sqlite',
        file: '/var/lib/muster/m.db',
        chosen: true,
      })
  })

  test('the pages’ address loses its last slash', () => {
    expect(config({ MUSTER_WEB_URL: 'https://muster.example.com/', MUSTER_WEB_PORT: '0' }).web).toEqual({
      port: 0,
      url: 'https://muster.example.com',
    })
  })

  test('the proxy of HTTP checks is Muster’s own, else the machine’s', () => {
    const HTTPS_PROXY = 'http://machine:3128'
    expect(config({ HTTPS_PROXY }).http).toEqual({ proxy: HTTPS_PROXY })
    expect(config({ https_proxy: HTTPS_PROXY }).http).toEqual({ proxy: HTTPS_PROXY })
    const own = { HTTPS_PROXY, MUSTER_HTTP_PROXY: 'http://own:3128', MUSTER_HTTP_CA: '/etc/ca.pem' }
    expect(config(own).http).toEqual({ proxy: 'http://own:3128', ca: '/etc/ca.pem' })
  })

  test('a misspelt variable is pointed out; those Kubernetes sets for a Service called muster are not', () => {
    const env = {
      MUSTER_PLAYBOOK: 'x',
      MUSTER_SERVICE_HOST: '10.0.0.1',
      MUSTER_PORT_80_TCP: 'tcp://10.0.0.1',
    }
    expect(config(env).notes).toEqual(['MUSTER_PLAYBOOK is not a setting: did you mean MUSTER_PLAYBOOKS?'])
  })
})

describe('what stops the start, naming the variable and the fix', () => {
  const cases: [string, Record<string, string>, RegExp][] = [
    [
      'a bot token alone',
      { SLACK_BOT_TOKEN: bot },
      /SLACK_BOT_TOKEN .*alone.*SLACK_APP_TOKEN.*SLACK_SIGNING_SECRET and PORT/,
    ],
    ['an app token alone', { SLACK_APP_TOKEN: app }, /^SLACK_APP_TOKEN is set but SLACK_BOT_TOKEN is not/],
    [
      'a signing secret alone',
      { SLACK_SIGNING_SECRET: secret },
      /^SLACK_SIGNING_SECRET is set but SLACK_BOT_TOKEN/,
    ],
    [
      'an API address alone',
      { SLACK_API_URL: 'http://x' },
      /^SLACK_API_URL is set but SLACK_BOT_TOKEN is not/,
    ],
    [
      'a signing secret without port',
      { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: secret },
      /PORT is not: set PORT/,
    ],
    [
      'both transports without port',
      { ...socket, SLACK_SIGNING_SECRET: secret },
      /both set.*unset SLACK_APP_TOKEN and set PORT/,
    ],
    [
      'both transports',
      { ...socket, ...http },
      /both set.*unset SLACK_SIGNING_SECRET.*unset SLACK_APP_TOKEN$/,
    ],
    [
      'tokens the wrong way round',
      { SLACK_BOT_TOKEN: app, SLACK_APP_TOKEN: bot },
      /^SLACK_BOT_TOKEN holds an app-level token \(that belongs into SLACK_APP_TOKEN\)/,
    ],
    [
      'a bot token as app token',
      { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: bot },
      /^SLACK_APP_TOKEN holds a bot token/,
    ],
    [
      'a user token',
      { SLACK_BOT_TOKEN: 'xoxp-canary', SLACK_APP_TOKEN: app },
      /^SLACK_BOT_TOKEN holds a user token: .*xoxb-/,
    ],
    [
      'a token of no kind',
      { SLACK_BOT_TOKEN: 'canary', SLACK_APP_TOKEN: app },
      /^SLACK_BOT_TOKEN is not right: .*xoxb-/,
    ],
    [
      'a token as signing secret',
      { ...http, SLACK_SIGNING_SECRET: bot },
      /^SLACK_SIGNING_SECRET holds a bot token/,
    ],
    ['a token with a space', { ...socket, SLACK_BOT_TOKEN: 'xoxb-canary x' }, /^SLACK_BOT_TOKEN has a space/],
    ['a port that is no number', { ...http, PORT: 'canary' }, /^PORT is not a port: set it to a number/],
    ['a port out of range', { ...http, PORT: '70000' }, /^PORT is not a port/],
    ['port zero for Slack', { ...http, PORT: '0' }, /^PORT is not a port/],
    [
      'an API address that is none',
      { ...socket, SLACK_API_URL: 'localhost' },
      /^SLACK_API_URL is not a web address/,
    ],
    [
      'a kubeconfig that is not there',
      { ...socket, KUBECONFIG: '/none' },
      /^KUBECONFIG names no file .*\/none/,
    ],
    [
      'a context without kubeconfig',
      { ...socket, MUSTER_CONTEXT: 'prod' },
      /^MUSTER_CONTEXT is set but KUBECONFIG is not/,
    ],
    [
      'PostgreSQL',
      { DATABASE_URL: 'postgres://u:canary@h/db' },
      /^DATABASE_URL names PostgreSQL.*not support yet.*sqlite:/,
    ],
    ['PostgreSQL by its long name', { DATABASE_URL: 'postgresql://u:canary@h/db' }, /not support yet/],
    [
      'another database',
      { DATABASE_URL: 'mysql://u:canary@h/db' },
      /^DATABASE_URL has to start with sqlite:/,
    ],
    ['a database without scheme', { DATABASE_URL: './canary.db' }, /^DATABASE_URL has to start with sqlite:/],
    ['a database without file', { DATABASE_URL: 'sqlite:' }, /^DATABASE_URL names no file/],
    ['a database on a host', { DATABASE_URL: 'sqlite://host/x.db' }, /^DATABASE_URL names no file/],
    ['a database that is a folder', { DATABASE_URL: 'sqlite:/etc/muster' }, /^DATABASE_URL names a folder/],
    [
      'a database in no folder',
      { DATABASE_URL: 'sqlite:/none/m.db' },
      /^DATABASE_URL needs the folder \/none/,
    ],
    [
      'a playbook folder that is not there',
      { MUSTER_PLAYBOOKS: '/none' },
      /^MUSTER_PLAYBOOKS needs the folder \/none/,
    ],
    ['a data folder that is a file', { MUSTER_DATA: '/etc/kube' }, /^MUSTER_DATA names a file/],
    ['a web address that is none', { MUSTER_WEB_URL: 'muster' }, /^MUSTER_WEB_URL is not a web address/],
    ['a web port that is none', { MUSTER_WEB_PORT: '-1' }, /^MUSTER_WEB_PORT is not a port/],
    ['one port for two', { ...http, MUSTER_WEB_PORT: '3000' }, /^PORT and MUSTER_WEB_PORT are the same/],
    ['a log level of no kind', { MUSTER_LOG_LEVEL: 'loud' }, /^MUSTER_LOG_LEVEL is none of trace, debug/],
    ['a proxy that is none', { MUSTER_HTTP_PROXY: 'canary' }, /^MUSTER_HTTP_PROXY is not a web address/],
    ['a machine’s proxy that is none', { HTTPS_PROXY: 'canary' }, /^HTTPS_PROXY is not a web address/],
    ['authorities that are not there', { MUSTER_HTTP_CA: '/none' }, /^MUSTER_HTTP_CA needs the file \/none/],
  ]

  test.each(cases)('%s', (_, env, says) => {
    const found = read(env)
    expect(found.ok ? 'it started' : found.refusal.says).toMatch(says)
  })

  test('and no message ever holds a secret', () => {
    for (const [, env] of cases) expect(JSON.stringify(read(env))).not.toContain('canary')
  })
})

test('paths are looked up on the real disk', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-config-'))
  writeFileSync(path.join(folder, 'kube'), '')
  const env = { ...socket, MUSTER_PLAYBOOKS: folder, KUBECONFIG: path.join(folder, 'kube') }
  expect(readConfig(env)).toMatchObject({ ok: true, value: { playbooks: folder } })
  expect(readConfig({ ...env, MUSTER_PLAYBOOKS: path.join(folder, 'none') }).ok).toBe(false)
})

test('docs/settings.md has every variable with its default and meaning, and no other', () => {
  const table = readFileSync('docs/settings.md', 'utf8').split('## ')[0] ?? ''
  expect(table.split('\n').filter((line) => line.startsWith('| `'))).toEqual(
    settings.map((one) => `| \`${one.name}\` | ${one.byDefault ? `${one.byDefault} ` : ''}| ${one.says} |`),
  )
})
