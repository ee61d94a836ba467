import { rmSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { Misused } from '../../src/cli/command.ts'
import { lint } from '../../src/cli/lint.ts'
import { sampleFolder } from '../library/sample-folder.ts'

const finding = z.strictObject({
  file: z.string(),
  line: z.int().min(1),
  column: z.int().min(1),
  path: z.string(),
  severity: z.enum(['error', 'warning', 'hint']),
  rule: z.string(),
  says: z.string().regex(/^\S.*\S$/),
  advice: z.string().regex(/\S/),
})

/** What `--json` promises. */
export const promised = z.strictObject({
  version: z.literal(1),
  folder: z.string(),
  cluster: z.boolean(),
  files: z.int(),
  counts: z.strictObject({ errors: z.int(), warnings: z.int(), hints: z.int() }),
  findings: z.array(finding),
})

/** Types `muster lint …`: the exit code and what is on the screen. */
export async function types(args: string[], env: Record<string, string> = {}, coloured = false) {
  const screen: string[] = []
  const run = lint.run(args, (line) => screen.push(...line.split('\n')), { env, coloured })
  const code = await run.catch((error: unknown) => {
    if (!(error instanceof Misused)) throw error
    screen.push(...error.message.split('\n'))
    return 2
  })
  return { code, screen, text: screen.join('\n') }
}

/** Lints the sample folder with some files written otherwise. */
export async function lints(
  files: Record<string, string | Uint8Array>,
  flags: readonly string[] = [],
  env: Record<string, string> = {},
) {
  const { folder } = sampleFolder(files)
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return { folder, ...(await types([`--playbooks=${folder}`, ...flags], env)) }
}

/** What is found in the sample folder so written, by rule, as `shop/slow.yml:4:5 words`. */
export async function finds(
  files: Record<string, string | Uint8Array>,
  flags: readonly string[] = [],
  env: Record<string, string> = {},
) {
  const { text, code } = await lints(files, ['--json', ...flags], env)
  const { findings } = promised.parse(JSON.parse(text))
  return {
    code,
    findings,
    of: (rule: string) =>
      findings
        .filter((one) => one.rule === rule)
        .map(({ file, line, column, says }) => `${file}:${line}:${column} ${says}`),
  }
}
