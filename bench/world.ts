import path from 'node:path'
import { startPractice } from '../src/practice/practice.ts'
import { worldOf } from '../src/start-practice.ts'

// A process of its own: the workspace and the cluster that the bot is measured against. Says where they are.
const folder = process.argv[2] ?? '.'
const practice = await startPractice({
  ...(await worldOf({ playbooks: 'playbooks' })),
  kubeconfigPath: path.join(folder, 'kubeconfig'),
  rateLimits: false,
})
const { url, apiUrl, botToken, appToken } = practice.workspace
const person = practice.workspace.as('ana').id
const channel = practice.workspace.as('ana').channel('general').id
process.stdout.write(
  `${JSON.stringify({ url, apiUrl, botToken, appToken, person, channel, kubeconfig: practice.cluster.kubeconfigPath })}\n`,
)
process.on('SIGTERM', () => process.exit(0))
