import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { change } from '../src/app/change.ts'
import { approveRemediation } from '../src/app/deciding.ts'
import { declare } from '../src/app/incidents.ts'
import { plan } from '../src/app/planning.ts'
import { request } from '../src/app/remediations.ts'
import type { Incident } from '../src/domain/incident.ts'
import { ok } from '../src/domain/result.ts'
import { type Figure, median, timed } from './figure.ts'
import { type InProcess, inProcess } from './in-process.ts'

const asks = { actor: 'U0ANA000001' }
const approves = { actor: 'U0CHEN00003' }
const many = 500
const together = 50
const names = Array.from({ length: together }, (_, n) => `bench-${n + 1}`)

/** From the last approval to the cluster, planning in a crowded namespace, and many changes at once. */
export async function remediationFigures(): Promise<Figure[]> {
  const playbooks = ownPlaybooks()
  try {
    return await inProcess(measure, playbooks)
  } finally {
    rmSync(playbooks, { recursive: true })
  }
}

async function measure(one: InProcess): Promise<Figure[]> {
  const { core } = one.muster
  const opened = await declare(core, { severity: 'p1', service: 'nqba', title: 'Slow' }, asks)
  if (!opened.ok) throw new Error(opened.refusal.says)
  const { incident } = opened.value
  await one.muster.idle()

  await plans(one, incident, 20)
  const few = await plans(one, incident, 60)
  const toCall = await approvalToCall(one, incident, 12)
  const bare = await lookAndWrite(one, incident, 20)
  await deployments(one, names, 1)
  const alone = await restarts(one, incident, names.slice(0, 1))
  const all = await restarts(one, incident, names.slice(1))
  await deployments(
    one,
    Array.from({ length: many - together }, (_, n) => `crowd-${n + 1}`),
    0,
  )
  const crowded = await plans(one, incident, 60)
  return [
    { what: 'Plan of a scaling', value: few, unit: 'ms' },
    { what: `The same with ${many} more deployments in the namespace`, value: crowded, unit: 'ms' },
    { what: 'Ratio of the two plans', value: crowded / few, unit: '×', aim: 1.5 },
    { what: 'Last approval to the call that changes', value: toCall, unit: 'ms' },
    { what: 'That beside one look at the cluster and two writes', value: toCall / bare, unit: '×', aim: 2 },
    { what: 'One restart, from approval to its call', value: alone, unit: 'ms' },
    { what: `${together - 1} restarts approved at once, to the last call`, value: all, unit: 'ms' },
    { what: 'Each of those beside one alone', value: all / (together - 1) / alone, unit: '×', aim: 1 },
  ]
}

async function plans({ muster }: InProcess, incident: Incident, turns: number): Promise<number> {
  const input = { deployment: 'nqba-worker', replicas: 6 }
  return median(
    await timed(turns, async () => {
      const planned = await plan(muster.core, incident, { name: 'scale', input })
      if (!planned.ok) throw new Error(planned.refusal.says)
    }),
  )
}

/** A value is set again and again; each time from the click to the moment the cluster hears of it. */
async function approvalToCall(one: InProcess, { id }: Incident, turns: number): Promise<number> {
  const took: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    const input = { configmap: 'nqba-config', set: { BENCH: String(turn) }, restart: [] }
    took.push(await untilCalled(one, id, [{ name: 'set-config', input }]))
    await one.muster.idle()
  }
  return median(took)
}

/** What cannot be left out between a click and the call: the approval and the intent on disk, and a look. */
async function lookAndWrite({ muster }: InProcess, incident: Incident, turns: number): Promise<number> {
  const input = { configmap: 'nqba-config', set: { BENCH: 'look' }, restart: [] }
  const noted = () => change(muster.core, incident.id, asks, () => ok([{ type: 'noted', text: 'Look' }]))
  const took = await timed(turns, async () => {
    await noted()
    await plan(muster.core, incident, { name: 'set-config', input })
    await noted()
  })
  await muster.idle()
  return median(took)
}

const restarts = (one: InProcess, { id }: Incident, deployments: readonly string[]): Promise<number> =>
  untilCalled(
    one,
    id,
    deployments.map((deployment) => ({ name: 'restart', input: { deployment } })),
  )

/** Plans all, approves all at once, and answers how long it took until the last change was called for. */
async function untilCalled(
  { muster, practice }: InProcess,
  incident: string,
  wanted: { name: string; input: Parameters<typeof request>[3]['input'] }[],
): Promise<number> {
  const waiting = []
  for (const asked of wanted) {
    const made = await request(muster.core, incident, asks, asked)
    if (!made.ok) throw new Error(made.refusal.says)
    const planned = made.value.incident.remediations.at(-1)
    if (planned) waiting.push({ remediation: planned.id, hash: planned.hash })
  }
  const { promise, resolve } = Promise.withResolvers<void>()
  let left = wanted.length
  const stop = practice.faults.cluster.watch(({ call, when }) => {
    if (when !== 'before' || !call.startsWith('PATCH') || call.endsWith('?dryRun')) return
    left -= 1
    if (left === 0) resolve()
  })
  const began = performance.now()
  await Promise.all(waiting.map((one) => approveRemediation(muster.core, incident, approves, one)))
  await promise
  stop()
  return performance.now() - began
}

async function deployments({ practice }: InProcess, wanted: readonly string[], replicas: number) {
  const { url, accounts } = practice.cluster
  for (const name of wanted) {
    const labels = { app: name }
    const template = { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'bench:1' }] } }
    const answer = await fetch(`${url}/apis/apps/v1/namespaces/nqba-platform/deployments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accounts[0]?.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name },
        spec: { replicas, selector: { matchLabels: labels }, template },
      }),
    })
    if (!answer.ok) throw new Error(await answer.text())
  }
}

/** The shipped folder, with deployments to restart besides. */
function ownPlaybooks(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-bench-playbooks-'))
  cpSync('playbooks', folder, { recursive: true })
  const file = path.join(folder, 'nqba/service.yml')
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(
      'deployments: [nqba-api,',
      `deployments: [${names.join(', ')}, nqba-api,`,
    ),
  )
  return folder
}
