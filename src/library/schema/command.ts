import { z } from 'zod'
import { duration } from '../../domain/duration.ts'
import { placeholdersIn } from '../../domain/placeholders.ts'
import type { Command } from '../../domain/service.ts'
import { parameters, touches, undeclared, undo } from './parameter.ts'
import { line } from './words.ts'

const argument = z
  .string()
  .max(2000)
  .regex(/^\P{Cc}*$/u, { error: 'An argument has no line breaks or other control characters' })

const argv = z.array(argument).min(1).max(100)

const shells = /^(?:ba|da|z|k|fi|c|tc|a)?sh$|^pwsh$|^powershell$/

const codeFlags = /^(?:-c|-e|-E|-p|--eval|--print|--command)$/

const environmentName = z.string().regex(/^[A-Z][A-Z0-9_]{0,80}$/, {
  error: 'An environment variable is named in capitals: QUEUE_NAME',
})
/** These decide what code a program loads. */
const reserved = /^(?:PATH|LD_.*|DYLD_.*|NODE_OPTIONS|PYTHON.*|PERL5?.*|RUBY.*|BASH_ENV|ENV|IFS|SHELLOPTS)$/

/** What could let a parameter become a program, an option or code, a sentence each. */
function dangers(key: string, args: readonly string[]): { path: (string | number)[]; message: string }[] {
  const program = args[0] ?? ''
  const found: { path: (string | number)[]; message: string }[] = []
  const say = (n: number, message: string) => void found.push({ path: [key, n], message })
  if (!/^(?:\/[^{}]*[^{}/]|[A-Za-z0-9][\w.+-]*)$/.test(program))
    say(0, 'A program is an absolute path, or a bare name that the operator has allowed in MUSTER_PROGRAMS')
  else if (shells.test(program.split('/').at(-1) ?? ''))
    say(0, 'No shell is run: name the program itself, or put the script into a file of its own')
  args.forEach((one, n) => {
    if (n === 0 || placeholdersIn(one).length === 0) return
    const before = one.slice(0, one.indexOf('{'))
    if (one.startsWith('-') && !before.includes('='))
      say(n, 'In an option a parameter stands after "=": --since={since}. Or give it an argument of its own')
    if (codeFlags.test(args[n - 1] ?? ''))
      say(n, 'A parameter is never part of code: hand it over as an argument of its own')
  })
  return found
}

const onlyLooks = 'as it is → as it is: it only looks'

/** What makes no sense in a command that only looks; what one that changes something cannot do without. */
function contradictions(one: {
  readOnly: boolean
  lasting: boolean
  changes?: string
  risk?: string
  preview?: string[]
  verify?: string[]
  touches: string[]
  undo?: unknown
}): { path: string[]; message: string }[] {
  if (!one.readOnly)
    return one.changes === undefined
      ? [{ path: ['name'], message: 'Say what it changes (changes: before → after), or that it is readOnly' }]
      : []
  const wrong = (['changes', 'preview', 'verify', 'undo'] as const).filter((key) => one[key] !== undefined)
  return [
    ...wrong.map((key) => ({
      path: [key],
      message: `A readOnly command changes nothing: it takes no ${key}`,
    })),
    ...(one.touches.length > 0
      ? [{ path: ['touches'], message: 'A readOnly command changes nothing: it touches nothing' }]
      : []),
    ...(one.lasting ? [{ path: ['lasting'], message: 'What a readOnly command does is not lasting' }] : []),
    ...(one.risk === 'medium' || one.risk === 'high'
      ? [{ path: ['risk'], message: 'A readOnly command has no risk but low' }]
      : []),
  ]
}

export const command = z
  .strictObject({
    name: line(60)
      .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'A command is named in small letters, digits and "-"' })
      .describe('What playbooks call it'),
    summary: line(150).describe('What it does, in one line'),
    readOnly: z
      .boolean()
      .describe('It only looks, however often it runs: a check called command may run it by itself')
      .default(false),
    changes: line(300)
      .describe('What is different afterwards: failed jobs → queued again. Not with readOnly')
      .exactOptional(),
    risk: z
      .enum(['low', 'medium', 'high'])
      .describe('How much can go wrong; medium when absent')
      .exactOptional(),
    run: argv.describe('The program and its arguments, never a shell. {name} stands for a parameter'),
    preview: argv
      .describe('Read-only: run for the plan, its lines say what would change; no clocks, no moving counts')
      .exactOptional(),
    verify: argv.describe('Read-only: ends with 0 once the command has taken effect').exactOptional(),
    parameters,
    environment: z
      .record(environmentName, argument)
      .describe('All that it finds in its environment besides a fixed PATH; no secrets')
      .default({}),
    timeout: duration.describe('It and all it started is killed then; 1m when absent').exactOptional(),
    idempotent: z.boolean().describe('Run twice it does no more than once').default(false),
    lasting: z.boolean().describe('What it does stays until somebody puts it back').default(false),
    touches,
    undo: undo.exactOptional(),
  })
  .superRefine((one, context) => {
    for (const found of contradictions(one)) context.addIssue({ code: 'custom', ...found })
    const lines = { run: one.run, preview: one.preview ?? [], verify: one.verify ?? [] }
    const texts = Object.entries(lines).flatMap(([key, args]) => [
      ...args.map((text, n) => ({ text, path: [key, n] })),
    ])
    for (const found of [
      ...Object.entries(lines).flatMap(([key, args]) => (args.length > 0 ? dangers(key, args) : [])),
      ...undeclared([...texts, { text: one.changes ?? '', path: ['changes'] }], one.parameters),
      ...Object.keys(one.parameters)
        .filter((name) => !one.run.some((text) => placeholdersIn(text).includes(name)))
        .map((name) => ({ path: ['parameters', name], message: `Nothing in run takes {${name}}` })),
      ...Object.keys(one.environment)
        .filter((name) => reserved.test(name))
        .map((name) => ({ path: ['environment', name], message: `${name} is not to be set here` })),
    ])
      context.addIssue({ code: 'custom', ...found })
  })
  .transform(
    ({ timeout, changes = onlyLooks, risk, idempotent, ...rest }): Command => ({
      ...rest,
      changes,
      risk: risk ?? (rest.readOnly ? 'low' : 'medium'),
      idempotent: idempotent || rest.readOnly,
      timeoutMs: Math.min(timeout ?? 60_000, 30 * 60_000),
    }),
  )
