import { z } from 'zod'
import { Conflict, Failed } from '../app/ports/failures.ts'
import { fillArguments, typed } from '../checks/declared/arguments.ts'
import { denied, findDeclared, given, valuesFor } from '../checks/declared/declared.ts'
import { look, saysEnd } from '../checks/declared/look.ts'
import { evidenceLines } from '../checks/evidence.ts'
import { fill } from '../domain/placeholders.ts'
import { ok, refuse } from '../domain/result.ts'
import { frozenUndo, noWayBack, readChange, touched, undoData, undoRequest } from './declared/declared.ts'
import { preview } from './declared/preview.ts'
import { defineRemediation } from './remediation.ts'

const data = z.object({
  command: z.string(),
  program: z.string(),
  args: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
  timeoutMs: z.number(),
  idempotent: z.boolean(),
  verify: z.array(z.string()).exactOptional(),
  undo: undoData.exactOptional(),
})

/** What a program that was told to stop may still need. */
const endingMs = 10_000
const linesReported = 10
/** What an approver can read, and has to. */
const longestLine = 1500

/** Runs a program that service.yml declares, with its parameters filled in and nothing else. */
export const runCommand = defineRemediation({
  name: 'run-command',
  summary: 'Run a program that service.yml declares',
  risk: 'medium',
  input: z.strictObject({
    command: z.string().meta({ description: 'Its name under commands in service.yml' }),
    with: given,
  }),
  data,
  verifyWithinMs: 2 * 60_000,
  applyWithinMs: ({ timeoutMs }) => timeoutMs + endingMs,
  rights: () => [],

  async plan({ command: name, with: input }, instruments, surroundings) {
    const { service } = surroundings
    const found = findDeclared(service.commands, 'command', name, service)
    if (!found.ok) return found
    const command = found.value
    const read = valuesFor(command, input)
    if (!read.ok) return read
    const values = read.value
    const touches = touched(command, service)
    if (!touches.ok) return touches
    const [run, verify] = [command.run, command.verify ?? []].map((line) =>
      fillArguments(line.slice(1), values),
    )
    if (!run?.ok) return run ?? refuse('wrong-command', `${name} names no program`)
    if (!verify?.ok) return verify ?? refuse('wrong-command', `${name} names no verification`)
    try {
      const program = await instruments.programs.resolve(command.run[0] ?? '')
      const shown = fillArguments(command.preview ?? [], values)
      if (!shown.ok) return shown
      const { environment } = command
      const seen =
        shown.value.length > 0
          ? await preview(name, shown.value, environment, instruments, surroundings)
          : ok([])
      if (!seen.ok) return seen
      const undo = frozenUndo(command, values)
      const line = typed([program, ...run.value])
      if (line.length > longestLine)
        return refuse(
          'too-long',
          `The command line has ${line.length} characters: too many to be read and approved`,
        )
      return ok({
        says: `${command.summary}: ${line}`,
        changes: [readChange(fill(command.changes, values), name), ...seen.value],
        warnings: [
          ...(command.preview && seen.value.length === 0
            ? ['Its preview names nothing that would change']
            : []),
          ...(command.lasting && !undo ? [noWayBack] : []),
          ...(command.idempotent ? [] : ['If nobody sees how it ends, it is not run again by itself']),
        ],
        target: `Command ${service.namespace}/${name}`,
        ...(touches.value.length > 0 && { touches: touches.value }),
        lasting: command.lasting,
        ...(command.lasting && !undo && { irreversible: true }),
        ...(command.readOnly && { readOnly: true }),
        risk: command.risk,
        data: {
          command: name,
          program,
          args: run.value,
          environment,
          timeoutMs: command.timeoutMs,
          idempotent: command.idempotent,
          ...(command.verify && { verify: [command.verify[0] ?? '', ...verify.value] }),
          ...(undo && { undo }),
        },
      })
    } catch (error) {
      return denied(error)
    }
  },

  async apply({ command: name, program, args, environment, timeoutMs }, { programs }, applying) {
    const { service, signal, report } = applying
    const declared = service.commands.find((one) => one.name === name)
    if (!declared) throw new Conflict(`${name} is no longer among the commands of ${service.id}/service.yml`)
    let heard: string[] = []
    const ended = await programs.run({
      program,
      args,
      environment,
      timeoutMs,
      signal,
      onOutput(lines) {
        heard = [...heard, ...lines].slice(-linesReported)
        report(heard.join('\n'))
      },
    })
    if (ended.code === 0 && !ended.timedOut)
      return { says: `${name} ended with exit code 0`, output: ended.output }
    throw new Failed(`${name} ${saysEnd(ended, timeoutMs)}; what it did until then stays`, ended.output)
  },

  async settle({ command: name, idempotent, verify, environment }, instruments, applying) {
    const seen = verify && (await look(verify, environment, instruments, applying))
    if (seen?.passed && idempotent)
      return { state: 'applied', says: `Nobody saw the end of ${name}, and its verification passes` }
    if (idempotent)
      return { state: 'repeatable', says: `Nobody saw the end of ${name}; running it again does no harm` }
    const hint = seen ? `Its verification ${seen.passed ? 'passes' : 'does not pass'} now. ` : ''
    return {
      state: 'unknown',
      says: `Nobody saw the end of ${name}: it may have done all, a part or nothing. ${hint}It is not run again by itself.`,
    }
  },

  async verify({ command: name, verify, environment }, instruments, applying) {
    if (!verify) return { passed: true, summary: `${name} ended with exit code 0`, evidence: [] }
    const seen = await look(verify, environment, instruments, applying)
    return {
      passed: seen.passed,
      summary: `The verification of ${name} ${seen.says}`,
      evidence: evidenceLines(seen.lines),
    }
  },

  async undo({ command: name, undo, verify, environment }, instruments, surroundings) {
    const back = undoRequest(undo, name, surroundings.service)
    if (!back.ok || !verify) return back
    const seen = await look(verify, environment, instruments, surroundings)
    if (seen.passed) return back
    const lines = seen.lines.slice(-3).join('; ')
    return refuse(
      'changed',
      `What ${name} did no longer stands: its verification ${seen.says}${lines ? ` (${lines})` : ''}`,
    )
  },
})
