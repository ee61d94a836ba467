import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'

/** Practice is at work in this folder already: what it has there must not be taken from under it. */
export class AlreadyPractising extends Error {
  override name = 'AlreadyPractising'
}

/**
 * Takes the folder for one practice alone, emptied unless `keep`. Answers how to give it back. Throws
 * `AlreadyPractising` while another process that lives has it; of one that died it is taken over.
 */
export async function takeFolder(folder: string, keep: boolean): Promise<() => void> {
  const mark = path.join(folder, 'pid')
  const [pid = '', began] = readIfThere(mark).split(' ')
  const holder = Number(pid)
  // In a container every process may be number 1: an earlier one is told by when it began.
  const earlier = holder === process.pid && began !== String(performance.timeOrigin)
  if (holder > 0 && !earlier && lives(holder))
    throw new AlreadyPractising(
      `Practice runs already in ${folder} (process ${holder}): use its page, stop it, or set MUSTER_DATA to another folder`,
    )
  if (!keep) await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  writeFileSync(mark, `${process.pid} ${performance.timeOrigin}`)
  return () => rmSync(mark, { force: true })
}

const readIfThere = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Signal 0 is not sent: it only asks. A process of somebody else lives, too. */
function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
