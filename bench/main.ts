import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { ackFigures } from './acks.ts'
import { cacheFigures } from './cache.ts'
import { channelFigures } from './channel.ts'
import { type Figure, table } from './figure.ts'
import { incidentFigures } from './incident.ts'
import { processFigures } from './process.ts'
import { remediationFigures } from './remediation.ts'
import { storeFigures } from './store.ts'
import { startWorkspace } from './workspace.ts'

// One run on one machine. Each part prints as soon as it is measured; a name chooses parts.
const wanted = process.argv.slice(2)
const folder = mkdtempSync(path.join(tmpdir(), 'muster-bench-'))
const workspace = await startWorkspace(folder)

const parts: Record<string, () => Promise<Figure[]>> = {
  process: () => processFigures(workspace),
  acks: () => ackFigures(workspace, folder),
  channel: () => channelFigures(workspace, folder),
  store: storeFigures,
  incident: incidentFigures,
  cache: cacheFigures,
  remediation: remediationFigures,
}

process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}\n\n`)
const all: Figure[] = []
try {
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    process.stderr.write(`Measuring ${name} …\n`)
    all.push(...(await measure()))
  }
} finally {
  await workspace.stop()
  rmSync(folder, { recursive: true })
}
process.stdout.write(`${table(all)}\n`)
