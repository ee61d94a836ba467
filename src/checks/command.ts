import { z } from 'zod'
import { Denied } from '../app/ports/failures.ts'
import { count } from '../domain/count.ts'
import { ok, refuse } from '../domain/result.ts'
import type { Service } from '../domain/service.ts'
import { defineCheck } from './check.ts'
import { fillArguments, typed } from './declared/arguments.ts'
import { findDeclared, given, valuesFor } from './declared/declared.ts'
import { saysEnd } from './declared/look.ts'
import { evidenceLines } from './evidence.ts'
import { limit, limited, limitWords } from './limit.ts'
import { excerpt, matchingLines, numbersIn, pattern } from './match-lines.ts'

const input = z.strictObject({
  command: z.string().meta({ description: 'A readOnly one under commands in service.yml' }),
  with: given,
  exit: z.int().min(0).max(255).default(0).meta({ description: 'The exit code of a good answer' }),
  match: pattern.optional(),
  ignoreCase: z.boolean().default(false),
  expect: z.enum(['some', 'none']).default('some').meta({ description: 'Lines that match' }),
  min: z.int().min(1).default(1).meta({ description: 'How many lines are "some"' }),
  number: limited({ match: pattern.meta({ description: 'Its first group is the number: (\\d+)% used' }) })
    .optional()
    .meta({ description: 'Every number in the output has to be above, below or equal to a limit' }),
})
type Input = z.infer<typeof input>

/** What a program that was told to stop may still need. */
const endingMs = 5_000

/** The declared command line with its parameters; refused when it is none that only looks. */
function commandLine({ command: name, with: given }: Input, service: Service) {
  const found = findDeclared(service.commands, 'command', name, { ...service, limits: unfrozen(service) })
  if (!found.ok) return found
  const { readOnly, run, environment, timeoutMs } = found.value
  if (!readOnly)
    return refuse(
      'not-read-only',
      `${name} is not readOnly in ${service.id}/service.yml, so it does not run by itself: it is for run-command`,
    )
  const values = valuesFor(found.value, given)
  if (!values.ok) return values
  const filled = fillArguments(run, values.value)
  return filled.ok ? ok({ filled: filled.value, environment, timeoutMs }) : filled
}

/** What is frozen may still be looked at. */
const unfrozen = ({ limits }: Service): Service['limits'] => ({ ...limits, frozen: [] })

/**
 * Runs a program that service.yml declares as readOnly and judges how it ended and what it wrote. All lines count,
 * also those that are not kept; that no line matches is only proven when every line was read.
 */
export const command = defineCheck({
  name: 'command',
  summary: 'Run a program that only looks, and judge its answer',
  input,
  timeoutMs: ({ command: name }, service) =>
    (service.commands.find((one) => one.name === name)?.timeoutMs ?? 0) + endingMs,
  rights: () => [],

  refuses(asked, service) {
    const line = commandLine(asked, service)
    return line.ok ? undefined : line.refusal.says
  },

  async run(asked, { programs }, { service, signal }) {
    const line = commandLine(asked, service)
    if (!line.ok) throw new Denied(line.refusal.says)
    const { filled, environment, timeoutMs } = line.value
    const [program = '', ...args] = filled
    const lines: string[] = []
    const ended = await programs.run({
      program,
      args,
      environment,
      timeoutMs,
      signal,
      onOutput: (heard) => void lines.push(...heard),
    })
    const said = lines.filter((line) => line.trim() !== '')
    const { passed, says, telling } = judge(asked, ended, said, timeoutMs)
    return {
      passed,
      summary: says,
      evidence: evidenceLines([`$ ${typed(filled)}`, ...(telling.length > 0 ? telling : ended.output)]),
      data: { lines: said.length, ...(ended.code !== undefined && { exit: ended.code }) },
    }
  },
})

type Ended = { code?: number; timedOut: boolean; truncated: boolean }
type Judged = { passed: boolean; says: string; telling: string[] }

const examples = 5

function judge(asked: Input, ended: Ended, lines: readonly string[], timeoutMs: number): Judged {
  const last = lines.at(-1)
  if (ended.timedOut || ended.code !== asked.exit)
    return {
      passed: false,
      says: `It ${saysEnd(ended, timeoutMs)}${last ? `: ${last}` : ''}`,
      telling: lines.slice(-examples),
    }
  const judged = [
    ...(asked.match === undefined ? [] : [judgeLines(asked, asked.match, ended.truncated, lines)]),
    ...(asked.number === undefined ? [] : [judgeNumbers(asked.number, lines)]),
  ]
  const wrong = judged.find(({ passed }) => !passed)
  if (judged.length > 0)
    return { ...(wrong ?? judged[0] ?? fine(lines)), telling: judged.flatMap(({ telling }) => telling) }
  return fine(lines)
}

const fine = (lines: readonly string[]): Judged => ({
  passed: true,
  says: lines.length === 1 ? (lines[0] ?? '') : `It answered with ${count(lines.length, 'line')}`,
  telling: [],
})

function judgeLines(
  { expect, min, ignoreCase }: Input,
  match: string,
  truncated: boolean,
  lines: readonly string[],
): Judged {
  const found = matchingLines(match, lines, ignoreCase)
  const passed = expect === 'some' ? found.length >= min : found.length === 0 && !truncated
  const first = lines[found[0] ?? -1]
  const partly = truncated ? '; only the first part was read' : ''
  return {
    passed,
    says:
      first === undefined
        ? `No line of ${lines.length} matches /${match}/${partly}`
        : `${excerpt(match, first, ignoreCase)}${found.length > 1 ? ` (first of ${found.length} such lines)` : ''}${partly}`,
    telling: found.slice(0, examples).flatMap((index) => lines[index] ?? []),
  }
}

function judgeNumbers(asked: NonNullable<Input['number']>, lines: readonly string[]): Judged {
  const found = numbersIn(asked.match, lines)
  const holds = limit(asked)
  const wrong = found.filter(({ value }) => !holds(value))
  const telling = [...wrong, ...found.filter((one) => !wrong.includes(one))].slice(0, examples)
  const [first] = telling
  if (!first) return { passed: false, says: `No number found by /${asked.match}/`, telling: [] }
  return {
    passed: wrong.length === 0,
    says: `${first.value} is ${wrong.length > 0 ? 'not ' : ''}${limitWords(asked)}${found.length > 1 ? `; ${wrong.length} of ${found.length} are not` : ''}`,
    telling: telling.flatMap(({ index }) => lines[index] ?? []),
  }
}
