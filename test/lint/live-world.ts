import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Account } from '../../src/practice/cluster/api/access.ts'
import { startCluster } from '../../src/practice/cluster/cluster.ts'
import { steppedClock } from '../../src/practice/control/clock.ts'
import { Faults } from '../../src/practice/control/faults.ts'
import { practiceHosts } from '../../src/practice/internet/hosts/index.ts'
import { startInternet } from '../../src/practice/internet/internet.ts'
import { nqba } from '../../src/practice/services/nqba/index.ts'

/** A cluster and an internet, and the settings by which a shell reaches them. */
export async function startLive(accounts: Account[] = []) {
  const clock = steppedClock(Date.parse('2026-11-20T14:00:00Z'))
  const faults = new Faults()
  const place = mkdtempSync(path.join(tmpdir(), 'muster-live-'))
  // Not the cluster's own folder: it outlives the cluster.
  const kubeconfigPath = path.join(place, 'kubeconfig')
  const practice = await startCluster({ clock, faults, services: [nqba.seed], accounts, kubeconfigPath })
  const internet = await startInternet({ clock, faults, hosts: practiceHosts(practice.world, [nqba]) })
  const ca = path.join(place, 'ca.pem')
  writeFileSync(ca, internet.caPem)
  onTestFinished(async () => {
    await Promise.all([internet.stop(), practice.stop()])
    rmSync(place, { recursive: true })
  })
  return {
    practice,
    faults,
    env: {
      KUBECONFIG: practice.kubeconfigPath,
      MUSTER_HTTP_PROXY: internet.proxyUrl,
      MUSTER_HTTP_CA: ca,
    },
  }
}
