import type { Playbook, Step } from '../domain/playbook.ts'
import type { Service } from '../domain/service.ts'
import { type Catalogue, checkUse } from './catalogue.ts'
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

function examineStep(step: Step, path: Path, catalogue: Catalogue, service: Service | undefined): Finding[] {
  const use = (
    kind: 'check' | 'remediation',
    name: string,
    input: unknown,
    at: { name: Path; input: Path },
  ) => {
    const used = checkUse(kind === 'check' ? catalogue.checks : catalogue.remediations, kind, name, input)
    return 'name' in used
      ? [{ path: at.name, says: used.name }]
      : used.findings.map((one) => ({ ...one, path: [...at.input, ...one.path] }))
  }
  const reach = (input: Parameters<typeof outsideTargets>[0], at: Path) =>
    service
      ? outsideTargets(input, service.targets).map((one) => ({ ...one, path: [...at, ...one.path] }))
      : []

  if (step.kind === 'check') {
    const input = [...path, 'with']
    return [
      ...use('check', step.check, step.with, { name: [...path, 'check'], input }),
      ...reach(step.with, input),
    ]
  }
  if (step.kind !== 'fix') return []
  const input = [...path, 'with']
  const found = [
    ...use('remediation', step.remediation, step.with, { name: [...path, 'fix'], input }),
    ...reach(step.with, input),
    ...(service ? declaredUse(step.with, service) : []).map((one) => ({
      ...one,
      path: [...input, ...one.path],
    })),
  ]
  if (!step.verify) return found
  const at = [...path, 'verify', step.verify.check]
  return [
    ...found,
    ...use('check', step.verify.check, step.verify.with, { name: at, input: at }),
    ...reach(step.verify.with, at),
  ]
}
