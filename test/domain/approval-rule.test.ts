import { expect, test } from 'vitest'
import { ruleFor } from '../../src/domain/approval-rule.ts'
import type { ApprovalException, Role, Service } from '../../src/domain/service.ts'

/** Setting payments and restarting web, where one approver is the rule, and this the exception. */
function counts(exception: Partial<ApprovalException> & { targets: string[] }): boolean {
  const roles: Role[] = ['approver']
  const service: Pick<Service, 'approvals' | 'approvalExceptions'> = {
    approvals: { p1: { count: 1, roles, people: [] } },
    approvalExceptions: [{ because: 'agreed', count: 1, roles, people: [], ...exception }],
  }
  const plan = { target: 'ConfigMap shop/payments', touches: ['Deployment shop/web'] }
  const rule = ruleFor(service, { severity: 'p1', risk: 'medium', name: 'set-config', plan }, () => true)
  return rule.because === 'agreed'
}

test('as many approvals of more people ask for less: all that changes has to be named for them', () => {
  const easier: Partial<ApprovalException>[] = [
    { roles: ['responder'] },
    { roles: ['approver', 'lead'] },
    { people: ['ana'] },
    { count: 0 },
  ]
  for (const one of easier)
    expect([counts({ ...one, targets: ['web'] }), counts({ ...one, targets: ['web', 'payments'] })]).toEqual([
      false,
      true,
    ])
})

test('more approvals, or those of others, are asked for whatever touches what is named', () => {
  const stricter: Partial<ApprovalException>[] = [
    { count: 2 },
    { roles: ['security'] },
    { roles: [], people: ['ana'] },
  ]
  for (const one of stricter) expect(counts({ ...one, targets: ['payments'] })).toBe(true)
})
