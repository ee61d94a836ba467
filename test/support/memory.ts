import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const memory = '/dev/shm'
const enoughBytes = 1_000_000_000

let folder: string | undefined

/**
 * Temporary folders are in memory where there is one for files: each commit of a record waits for its disk, and a
 * process that is killed leaves the same behind in either.
 */
export function setup(): void {
  if (!roomy()) return
  folder = mkdtempSync(path.join(memory, 'muster-tests-'))
  if (runs(path.join(folder, 'program'))) process.env.TMPDIR = folder
}

export function teardown(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
}

function roomy(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > enoughBytes
  } catch {
    return false
  }
}

/** Practice keeps its programs there too, and some systems let none be run. */
function runs(program: string): boolean {
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o700 })
  try {
    execFileSync(program)
    return true
  } catch {
    return false
  }
}
