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
import { startMachine } from '../../src/practice/machine/machine.ts'
import { together } from '../../src/practice/machine/together.ts'
import { nqba } from '../../src/practice/services/nqba/index.ts'
import type { PracticeService } from '../../src/practice/services/service.ts'

/** A cluster and an internet, and the settings by which a shell reaches them. */
export async function startLive(
  accounts: Account[] = [],
  services: readonly PracticeService[] = [{ ...nqba, commands: {} }],
) {
  const clock = steppedClock(Date.parse('2026-11-20T14:00:00Z'))
  const faults = new Faults()
  const place = mkdtempSync(path.join(tmpdir(), 'muster-live-'))
  // Not the cluster's own folder: it outlives the cluster.
  const kubeconfigPath = path.join(place, 'kubeconfig')
  const practice = await startCluster({
    clock,
    faults,
    services: services.map(({ seed }) => seed),
    accounts,
    kubeconfigPath,
  })
  const internet = await startInternet({ clock, faults, hosts: practiceHosts(practice.world, services) })
  const machine = await startMachine(practice.world, together(services.map(({ commands }) => commands)))
  const ca = path.join(place, 'ca.pem')
  writeFileSync(ca, internet.caPem)
  onTestFinished(async () => {
    await Promise.all([internet.stop(), practice.stop(), machine.stop()])
    rmSync(place, { recursive: true })
  })
  return {
    practice,
    faults,
    env: {
      KUBECONFIG: practice.kubeconfigPath,
      MUSTER_HTTP_PROXY: internet.proxyUrl,
      MUSTER_HTTP_CA: ca,
      ...(machine.programs.length > 0 && {
        MUSTER_PROGRAMS: machine.programs.join(','),
        PATH: machine.bin,
      }),
    },
  }
}
