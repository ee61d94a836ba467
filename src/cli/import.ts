import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { checks } from '../checks/index.ts'
import { type Imported, importRunbook } from '../import/import-runbook.ts'
import { jsonReport, textReport } from '../import/report.ts'
import { isServiceId, serviceIdOf } from '../import/service-id.ts'
import { readOrganization } from '../library/read-files.ts'
import { lintDrafts } from '../lint/drafts.ts'
import { remediations } from '../remediations/index.ts'
import { type CliCommand, Misused } from './command.ts'
import { type Flags, readFlags, usage } from './flags.ts'

const flags = {
  service: { placeholder: 'ID', says: 'The service it is for; by the name of the file when absent' },
  out: { placeholder: 'DIR', says: 'The playbook folder to put drafts into; ./drafts when absent' },
  force: { says: 'Write over files that are there' },
  json: { says: 'Write JSON: see docs/import.md' },
  help: { says: 'Show this' },
} satisfies Flags

const name = 'import <file.md>'

/** Exit code 0: drafted. 1: nothing could be made of it. 2: it cannot run as asked. */
export const importCommand: CliCommand = {
  name: 'import',
  summary: `Draft playbooks from a Markdown runbook: <file.md> [${Object.keys(flags)
    .map((flag) => `--${flag}`)
    .join('] [')}]`,

  async run(args, say) {
    const { file, rest } = splitFile(args)
    const given = readFlags(name, flags, rest)
    const text = (flag: string): string | undefined => {
      const value = given.get(flag)
      return typeof value === 'string' ? value : undefined
    }
    if (given.has('help')) {
      say(usage(name, flags))
      return 0
    }
    if (file === undefined) throw new Misused(`Which file? muster ${name}\n\n${usage(name, flags)}`)
    const service = text('service') ?? serviceIdOf(path.basename(file))
    if (!isServiceId(service))
      throw new Misused(`--service ${service}: a service is named in small letters, digits and "-"`)
    const out = text('out') ?? './drafts'
    const bytes = await read(file)
    const organization = await organizationIn(out)

    const progress = given.has('json') ? () => {} : showProgress()
    const about = { name: path.basename(file), service }
    const imported = importRunbook(
      bytes,
      { ...about, ...(organization && { people: organization.people }) },
      progress,
    )
    progress(undefined)
    if (!imported.ok) {
      say(
        given.has('json')
          ? JSON.stringify({ version: 1, refused: imported.refusal }, null, 2)
          : imported.refusal.says,
      )
      return 1
    }
    await write(imported.value, out, given.has('force'))
    const lint = lintDrafts(imported.value.files, organization?.bytes, { checks, remediations })
    const report = { ...imported.value, source: file, out, lint }
    if (given.has('json')) say(jsonReport(report))
    else say(textReport(report).join('\n'))
    return 0
  },
}

/** The one word that is no flag and no flag's value. */
function splitFile(args: readonly string[]): { file?: string; rest: string[] } {
  const takesValue = (arg: string | undefined) => arg === '--service' || arg === '--out'
  const at = args.findIndex((arg, n) => !arg.startsWith('-') && !takesValue(args[n - 1]))
  const file = args[at]
  return file === undefined ? { rest: [...args] } : { file, rest: args.filter((_, n) => n !== at) }
}

async function read(file: string): Promise<Uint8Array> {
  return await readFile(file).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Misused(`${file} ${unreadable[code] ?? `cannot be read (${code})`}`)
  })
}

const unreadable: Record<string, string> = {
  ENOENT: 'is not there',
  EISDIR: 'is a folder: give one Markdown file, as runbook.md',
  EACCES: 'may not be read by whoever runs this',
}

/** The people of an organization.yml that is there already: it is never written over. */
async function organizationIn(out: string): Promise<{ people: string[]; bytes: Uint8Array } | undefined> {
  const bytes = await readFile(path.join(out, 'organization.yml')).catch(() => undefined)
  if (!bytes) return undefined
  const organization = readOrganization(bytes)
  if (!organization.ok) throw new Misused(`${out}/organization.yml is broken: mend it first, see muster lint`)
  return { people: organization.value.people.map((one) => one.name), bytes }
}

async function write({ files }: Imported, out: string, force: boolean): Promise<void> {
  const places = files.map((one) => ({ ...one, place: path.join(out, one.file) }))
  const there = await Promise.all(
    places.map(({ place }) =>
      stat(place).then(
        () => place,
        () => undefined,
      ),
    ),
  )
  const taken = there.filter((place) => place !== undefined)
  if (taken.length > 0 && !force) {
    const some = taken.slice(0, 3).join(', ')
    throw new Misused(
      `${taken.length} of the files are there already (${some}${taken.length > 3 ? ', …' : ''}): nothing was written. Give another --out, or --force`,
    )
  }
  for (const { place, text } of places) {
    await mkdir(path.dirname(place), { recursive: true })
    await writeFile(place, text, { flag: force ? 'w' : 'wx' })
  }
}

const stages = {
  read: 'reading',
  blocks: 'finding headings, lists and commands',
  drafts: 'drafting',
  files: 'writing',
}

/** One line that is drawn again, where somebody looks at a terminal. */
function showProgress(): (stage: keyof typeof stages | undefined) => void {
  const { stderr } = process
  if (stderr.isTTY !== true) return () => {}
  return (stage) => void stderr.write(`\r\u001b[2K${stage === undefined ? '' : `${stages[stage]} …`}`)
}
