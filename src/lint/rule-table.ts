import type { Gravity } from './finding.ts'

type Rule = { severity: Gravity; about: string }

/** Every rule by its id. docs/lint.md shows this table. */
export const ruleTable = {
  file: { severity: 'error', about: 'A file is missing or cannot be read' },
  place: { severity: 'error', about: 'A file stands where it means nothing, or is named badly' },
  yaml: { severity: 'error', about: 'A file is not YAML that Muster reads' },
  key: { severity: 'error', about: 'A key is unknown, missing, or holds what it may not' },
  reference: {
    severity: 'error',
    about: 'A person, check, remediation, input or target is named that does not exist',
  },
  unread: { severity: 'warning', about: 'Files were left out because one they rest on is broken' },

  'no-responder': { severity: 'error', about: 'Nobody has the role that may change production' },
  'no-lead': { severity: 'warning', about: 'Nobody leads shifts: handoffs and broken files reach nobody' },
  'empty-hours': { severity: 'warning', about: 'Hours begin and end at the same time' },

  'approval-impossible': { severity: 'error', about: 'A rule asks for more approvals than people may give' },
  'approval-narrow': { severity: 'warning', about: 'When certain people ask, too few others may approve' },
  'approval-none': { severity: 'warning', about: 'At P0 or P1 nobody has to approve' },
  'exception-unknown': { severity: 'error', about: 'An approval exception names what does not exist' },
  'exception-hidden': {
    severity: 'warning',
    about: 'An approval exception never counts: one before it fits',
  },
  'glass-any-hour': {
    severity: 'warning',
    about: 'Approval may be skipped at any hour, as no working hours are set',
  },

  'escalation-empty': { severity: 'warning', about: 'An escalation level reaches nobody' },
  'escalation-order': {
    severity: 'warning',
    about: 'An escalation level comes no later than the one before',
  },
  'escalation-late': {
    severity: 'warning',
    about: 'Nobody is asked before the promised time to respond is over',
  },
  'nobody-invited': { severity: 'warning', about: 'An incident of this service invites and asks nobody' },
  'times-contradict': { severity: 'warning', about: 'Times promised at one severity contradict each other' },
  'severity-order': { severity: 'warning', about: 'A worse severity promises less than a milder one' },

  'duplicate-target': { severity: 'warning', about: 'A target is listed twice' },
  'duplicate-name': { severity: 'error', about: 'Two caches have one name' },
  'url-secret': { severity: 'error', about: 'An address holds a name and password' },
  'limit-unknown': { severity: 'warning', about: 'A limit or freeze is for what is not among the targets' },
  'lasting-no-undo': { severity: 'hint', about: 'What a lasting command or request does cannot be put back' },
  'unused-target': { severity: 'hint', about: 'No playbook names a target' },
  'unused-declaration': { severity: 'hint', about: 'No playbook runs a declared command or request' },
  'no-playbook': { severity: 'hint', about: 'No playbook is offered at a severity' },

  'never-offered': {
    severity: 'warning',
    about: 'A playbook is for severities that service.yml does not name',
  },
  'duplicate-title': {
    severity: 'warning',
    about: 'Two playbooks, phases or steps side by side are named alike',
  },
  'duplicate-answer': { severity: 'warning', about: 'A question has the same answer twice' },
  'duplicate-alert': { severity: 'warning', about: 'An alert points to two playbooks, or twice to one' },
  'budget-over-promise': {
    severity: 'warning',
    about: 'Phases take longer than the promised time to resolve',
  },
  'verify-over-budget': { severity: 'warning', about: 'A verification may outlast the budget of its phase' },
  'verify-too-short': { severity: 'warning', about: 'A verification has hardly time to look twice' },
  'foreign-namespace': { severity: 'error', about: 'A check looks at another namespace than the service’s' },
  'fix-frozen': { severity: 'error', about: 'A fix would change what service.yml freezes' },
  'fix-over-limit': { severity: 'error', about: 'A fix goes beyond a limit of service.yml' },
  'fix-no-limit': { severity: 'error', about: 'A fix needs a limit that service.yml does not give' },

  'not-looked-at': {
    severity: 'error',
    about: 'With --cluster: something could not be looked at, so nobody knows',
  },
  'target-missing': { severity: 'error', about: 'A deployment or ConfigMap is not in the cluster' },
  'cache-unreachable': { severity: 'error', about: 'A cache cannot be reached' },
  'no-pods': { severity: 'warning', about: 'A selector matches no pod' },
  'container-missing': { severity: 'error', about: 'No pod of a selector has the container that is named' },
  'config-key-missing': { severity: 'warning', about: 'A ConfigMap does not hold a key that is named' },
  'no-revision': { severity: 'warning', about: 'There is no earlier revision to roll back to' },
  'fix-refused': { severity: 'error', about: 'A fix would be refused as the cluster stands' },
  'autoscaler-fights': { severity: 'warning', about: 'An autoscaler decides what a fix would set' },
  'managed-elsewhere': {
    severity: 'warning',
    about: 'Argo CD, Flux or Helm may put back what a fix changes',
  },
  'rights-missing': { severity: 'error', about: 'Muster may not do what a playbook asks of it' },
  'rights-missing-elsewhere': {
    severity: 'hint',
    about: 'Muster may not do what no playbook asks yet, on targets that are listed',
  },
  'command-unresolved': { severity: 'error', about: 'A declared program is not there or not allowed' },
  'url-silent': { severity: 'error', about: 'An address gives no answer' },
  'url-refuses': { severity: 'warning', about: 'An address answers that it is not there, or not well' },
} as const satisfies Record<string, Rule>

export type RuleId = keyof typeof ruleTable
