import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { stringify } from 'yaml'
import type { Account } from './api/access.ts'

/** Writes a kubeconfig with a context for each account; the first one is current. Only the owner may read it. */
export async function writeKubeconfig(
  path: string,
  server: string,
  caPem: string,
  accounts: Account[],
): Promise<void> {
  const cluster = 'practice'
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: cluster,
        cluster: { server, 'certificate-authority-data': Buffer.from(caPem).toString('base64') },
      },
    ],
    users: accounts.map(({ name, token }) => ({ name, user: { token } })),
    contexts: accounts.map(({ name }) => ({
      name,
      context: { cluster, user: name, namespace: 'default' },
    })),
    'current-context': accounts[0]?.name ?? '',
  }
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, stringify(config), { mode: 0o600 })
  await chmod(path, 0o600)
}
