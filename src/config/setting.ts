/** Every environment variable Muster reads. `docs/settings.md` is held to this list by a test. */
export type Setting = { name: string; byDefault: string; says: string; secret?: true }

export const settings = [
  {
    name: 'SLACK_BOT_TOKEN',
    byDefault: '',
    says: 'Bot token (`xoxb-…`). None of the Slack variables set: practice.',
    secret: true,
  },
  {
    name: 'SLACK_APP_TOKEN',
    byDefault: '',
    says: 'App-level token (`xapp-…`) with `connections:write`: real Slack over Socket Mode.',
    secret: true,
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    byDefault: '',
    says: 'Signing secret of the app: real Slack over HTTP, together with `PORT`.',
    secret: true,
  },
  { name: 'PORT', byDefault: '', says: 'Where Slack’s requests arrive when Slack speaks HTTP.' },
  {
    name: 'SLACK_API_URL',
    byDefault: 'Slack’s',
    says: 'Another Slack Web API base, for example a local one.',
  },
  {
    name: 'KUBECONFIG',
    byDefault: '',
    says: 'The cluster. Inside a cluster it may be absent: the service account is used. Practice has its own.',
  },
  { name: 'MUSTER_CONTEXT', byDefault: 'the current one', says: 'The context of `KUBECONFIG` to use.' },
  {
    name: 'KUBERNETES_SERVICE_HOST',
    byDefault: '',
    says: 'Set by Kubernetes in every pod; tells Muster that it runs in a cluster.',
  },
  {
    name: 'DATABASE_URL',
    byDefault: '`sqlite:./data/muster.db`',
    says: 'Where the record is kept.',
    secret: true,
  },
  { name: 'MUSTER_PLAYBOOKS', byDefault: '`./playbooks`', says: 'The playbook folder.' },
  { name: 'MUSTER_DATA', byDefault: '`./data`', says: 'The folder for post-mortems.' },
  {
    name: 'MUSTER_WEB_URL',
    byDefault: '`http://localhost:<port>`',
    says: 'How people reach the pages; used in links.',
  },
  {
    name: 'MUSTER_WEB_PORT',
    byDefault: '`3080`',
    says: 'Where the pages are served; 0 takes any free port.',
  },
  {
    name: 'MUSTER_LOG_LEVEL',
    byDefault: '`info`',
    says: '`trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`.',
  },
  {
    name: 'MUSTER_HTTP_PROXY',
    byDefault: '`HTTPS_PROXY`',
    says: 'Proxy for HTTP checks.',
    secret: true,
  },
  {
    name: 'HTTPS_PROXY',
    byDefault: '',
    says: 'Used for HTTP checks when `MUSTER_HTTP_PROXY` is not set.',
    secret: true,
  },
  {
    name: 'MUSTER_HTTP_CA',
    byDefault: 'Node’s',
    says: 'PEM file with certificate authorities that HTTP checks trust besides the usual ones.',
  },
  {
    name: 'MUSTER_HTTP_PRIVATE',
    byDefault: 'none',
    says: 'Private networks that `http-request` may change things in, as ranges by commas: `10.2.0.0/16`.',
  },
  {
    name: 'MUSTER_PROGRAMS',
    byDefault: 'any absolute path',
    says: 'Programs that `run-command` may run: names found in `PATH`, or absolute paths, by commas.',
  },
  {
    name: 'MUSTER_SHARED_DATABASE',
    byDefault: '`no`',
    says: '`yes`: several processes of Muster on this machine work on one database.',
  },
] as const satisfies readonly Setting[]

export type SettingName = (typeof settings)[number]['name']

/** Trimmed values; an empty variable counts as one that is not set. */
export type Settings = Partial<Record<SettingName, string>>

export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const found: Settings = {}
  for (const { name } of settings) {
    const value = (env[name] ?? (name === 'HTTPS_PROXY' ? env.https_proxy : undefined))?.trim()
    if (value) found[name] = value
  }
  return found
}
