import { constants } from 'node:fs'
import { access, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { Denied } from '../app/ports/failures.ts'

export type Allowed = {
  /** Names and absolute paths that the operator lets run. Absent: every absolute path; who calls keeps to service.yml. */
  allowed?: readonly string[]
  /** Where a bare name is looked for, as in `PATH`; also the `PATH` of everything that runs. */
  searchPath: string
}

const bareName = /^[A-Za-z0-9][\w.+-]*$/
const shells = /^(?:(?:ba|da|z|k|mk|fi|c|tc|a|r|rba)?sh|pwsh|powershell)(?:\.exe)?$/i

/** The absolute path of a program that may run; `Denied` says why it may not, and what would help. */
export async function findProgram(program: string, { allowed, searchPath }: Allowed): Promise<string> {
  const absolute = path.isAbsolute(program)
  if (!absolute && !bareName.test(program))
    throw new Denied(`“${program}” is neither an absolute path nor the bare name of a program`)
  if (absolute && path.normalize(program) !== program)
    throw new Denied(`${program} is not a plain path: write ${path.normalize(program)}`)
  const folders = searchPath.split(path.delimiter).filter((one) => path.isAbsolute(one))
  // A name that is allowed is allowed where it was found, too: a plan keeps the path.
  const names = folders.includes(path.dirname(program)) ? [program, path.basename(program)] : [program]
  if (allowed ? !names.some((one) => allowed.includes(one)) : !absolute)
    throw new Denied(`${program} is not a program the operator has allowed: add it to MUSTER_PROGRAMS`)
  if (absolute) return runnable(program)
  for (const folder of folders) {
    const place = path.join(folder, program)
    if (await exists(place)) return runnable(place)
  }
  throw new Denied(`There is no program ${program} in ${searchPath}`)
}

const exists = (place: string): Promise<boolean> =>
  access(place, constants.X_OK).then(
    () => true,
    () => false,
  )

/** The path as it was found: what a link leads to decides whether it may run, not what it is called. */
async function runnable(place: string): Promise<string> {
  const real = await realpath(place).catch(() => undefined)
  const found = real === undefined ? undefined : await stat(real).catch(() => undefined)
  if (real === undefined || !found?.isFile()) throw new Denied(`There is no program ${place}`)
  if ([place, real].some((one) => shells.test(path.basename(one))))
    throw new Denied(`${place} is a shell, and shells are not run: name the program itself`)
  if ((found.mode & 0o002) !== 0)
    throw new Denied(`${place} can be written by everybody on this machine, so it is not run`)
  if (!(await exists(real))) throw new Denied(`Muster may not run ${place}`)
  return place
}
