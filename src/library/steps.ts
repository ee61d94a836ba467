import { inputOf, namesDeclared, needsOf, takenBy, valueFor } from '../domain/needs.ts'
import type { Playbook, Step } from '../domain/playbook.ts'
import type { Service } from '../domain/service.ts'
import { type Catalogue, checkUse, inputsOf } from './catalogue.ts'
import { declaredUse } from './declared.ts'
import type { Path } from './mistake.ts'
import type { Finding } from './schema/findings.ts'
import { outsideTargets } from './targets.ts'

/** What is wrong with the steps of a well-formed playbook: unknown checks, wrong inputs, foreign targets. */
export function examineSteps(
  phases: Playbook['phases'],
  catalogue: Catalogue,
  service: Service | undefined,
): Finding[] {
  const examine = (steps: readonly Step[], path: Path) =>
    steps.flatMap((step, n) => examineStep(step, [...path, n], catalogue, service))
  return phases.flatMap((phase, n) => [
    ...examine(phase.steps, ['phases', n, 'steps']),
    ...phase.branches.flatMap((branch, b) => examine(branch.steps, ['phases', n, 'branches', b, 'steps'])),
  ])
}

/** A check or remediation with its inputs, and where each stands in the file. */
type Use = {
  kind: 'check' | 'remediation'
  name: string
  input: Extract<Step, { kind: 'check' }>['with']
  at: { name: Path; input: Path; needs: Path }
  needs: Readonly<Record<string, string>>
}

function examineStep(step: Step, path: Path, catalogue: Catalogue, service: Service | undefined): Finding[] {
  return usesOf(step, path, service).flatMap((use) => [
    ...inputMistakes(use, catalogue),
    ...needMistakes(use, catalogue),
    ...(service
      ? [
          ...outsideTargets(use.input, service.targets),
          ...declaredUse(use.input, service, Object.keys(use.needs)),
          ...changingCheck(use, service),
        ].map((one) => ({ ...one, path: [...use.at.input, ...one.path] }))
      : []),
  ])
}

function usesOf(step: Step, path: Path, service: Service | undefined): Use[] {
  const at = (key: string) => ({
    name: [...path, key],
    input: [...path, 'with'],
    needs: [...path, 'needs'],
  })
  const needs = needsOf(step)
  if (step.kind === 'check')
    return [{ kind: 'check', name: step.check, input: step.with, at: at('check'), needs }]
  if (step.kind !== 'fix') return []
  const fix: Use = { kind: 'remediation', name: step.remediation, input: step.with, at: at('fix'), needs }
  if (!step.verify) return [fix]
  const place = [...path, 'verify', step.verify.check]
  const { check: name, with: input } = step.verify
  const handed = takenBy(Object.keys(needs), input, service?.commands ?? []).map((one) => [
    one,
    needs[one] ?? '',
  ])
  const own = { name: place, input: place, needs: place }
  return [fix, { kind: 'check', name, input, at: own, needs: Object.fromEntries(handed) }]
}

function inputMistakes({ kind, name, input, at, needs }: Use, catalogue: Catalogue): Finding[] {
  const used = checkUse(kind === 'check' ? catalogue.checks : catalogue.remediations, kind, name, input)
  if ('name' in used) return [{ path: at.name, says: used.name }]
  return used.findings
    .filter(({ path: [key] }) => !Object.keys(needs).some((need) => inputOf(need).input === key))
    .map((one) => ({ ...one, path: [...at.input, ...one.path] }))
}

/** A need has to be an input of what is used; that of a declared command is told with its parameters. */
function needMistakes({ kind, name, input, at, needs }: Use, catalogue: Catalogue): Finding[] {
  const asked = Object.keys(needs)
  const twice = asked.filter((one) => valueFor(input, one) !== undefined)
  const known = inputsOf(kind === 'check' ? catalogue.checks : catalogue.remediations, name)
  const foreign =
    known && !namesDeclared(input) ? asked.filter((one) => !known.includes(inputOf(one).input)) : []
  return [
    ...twice.map((one) => ({
      path: [...at.needs, one],
      says: `${one} is given under with: nobody needs to be asked`,
    })),
    ...foreign.map((one) => ({
      path: [...at.needs, one],
      says: `${name} does not take ${one}; it takes ${known?.join(', ')}`,
    })),
  ]
}

/** What runs by itself only looks. */
function changingCheck({ kind, name, input }: Use, { commands }: Service): Finding[] {
  if (kind !== 'check' || name !== 'command') return []
  const found = commands.find((one) => one.name === input.command)
  return found && !found.readOnly
    ? [
        {
          path: ['command'],
          says: `${found.name} changes something: use fix: run-command, or mark it readOnly in service.yml if it only looks`,
        },
      ]
    : []
}
