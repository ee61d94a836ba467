import type { Gravity } from './finding.ts'

type Rule = { severity: Gravity; about: string }

const error = (about: string): Rule => ({ severity: 'error', about })
const warning = (about: string): Rule => ({ severity: 'warning', about })
const hint = (about: string): Rule => ({ severity: 'hint', about })

/** Every rule by its id. docs/lint.md shows this table. */
export const ruleTable = {
  file: error('A file is missing or cannot be read'),
  place: error('A file stands where it means nothing, or is named badly'),
  yaml: error('A file is not YAML that Muster reads'),
  key: error('A key is unknown, missing, or holds what it may not'),
  reference: error('A person, check, remediation, input or target is named that does not exist'),
  unread: warning('Files were left out because one they rest on is broken'),

  'no-responder': error('Nobody has the role that may change production'),
  'no-lead': warning('Nobody leads shifts: handoffs and broken files reach nobody'),
  'empty-hours': warning('Hours begin and end at the same time'),

  'approval-impossible': error('A rule asks for more approvals than people may give'),
  'approval-narrow': warning('When certain people ask, too few others may approve'),
  'approval-none': warning('At P0 or P1 nobody has to approve'),
  'exception-unknown': error('An approval exception names what does not exist'),
  'exception-hidden': warning('An approval exception never counts: one before it fits'),
  'glass-any-hour': warning('Approval may be skipped at any hour, as no working hours are set'),

  'escalation-empty': warning('An escalation level reaches nobody'),
  'escalation-order': warning('An escalation level comes no later than the one before'),
  'escalation-late': warning('Nobody is asked before the promised time to respond is over'),
  'nobody-invited': warning('An incident of this service invites and asks nobody'),
  'times-contradict': warning('Times promised at one severity contradict each other'),
  'severity-order': warning('A worse severity promises less than a milder one'),

  'duplicate-target': warning('A target is listed twice'),
  'duplicate-name': error('Two caches have one name'),
  'url-secret': error('An address holds a name and password'),
  'limit-unknown': warning('A limit or freeze is for what is not among the targets'),
  'lasting-no-undo': hint('What a lasting command or request does cannot be put back'),
  'unused-target': hint('No playbook names a target'),
  'unused-declaration': hint('No playbook runs a declared command or request'),
  'no-playbook': hint('No playbook is offered at a severity'),

  'never-offered': warning('A playbook is for severities that service.yml does not name'),
  'duplicate-title': warning('Two playbooks, phases or steps side by side are named alike'),
  'duplicate-answer': warning('A question has the same answer twice'),
  'no-such-playbook': error('A step leads to a playbook that does not exist, or is not for incidents'),
  'duplicate-alert': warning('An alert points to two playbooks, or twice to one'),
  'budget-over-promise': warning('Phases take longer than the promised time to resolve'),
  'verify-over-budget': warning('A verification may outlast the budget of its phase'),
  'verify-too-short': warning('A verification has hardly time to look twice'),
  'foreign-namespace': error('A check looks at another namespace than the service’s'),
  'fix-frozen': error('A fix would change what service.yml freezes'),
  'fix-over-limit': error('A fix goes beyond a limit of service.yml'),
  'fix-no-limit': error('A fix needs a limit that service.yml does not give'),

  'not-looked-at': error('With --cluster: something could not be looked at, so nobody knows'),
  'target-missing': error('A deployment or ConfigMap is not in the cluster'),
  'cache-unreachable': error('A cache cannot be reached'),
  'no-pods': warning('A selector matches no pod'),
  'container-missing': error('No pod of a selector has the container that is named'),
  'config-key-missing': warning('A ConfigMap does not hold a key that is named'),
  'no-revision': warning('There is no earlier revision to roll back to'),
  'fix-refused': error('A fix would be refused as the cluster stands'),
  'autoscaler-fights': warning('An autoscaler decides what a fix would set'),
  'managed-elsewhere': warning('Argo CD, Flux or Helm may put back what a fix changes'),
  'rights-missing': error('Muster may not do what a playbook asks of it'),
  'rights-missing-elsewhere': hint('Muster may not do what no playbook asks yet, on targets that are listed'),
  'command-unresolved': error('A declared program is not there or not allowed'),
  'url-silent': error('An address gives no answer'),
  'url-refuses': warning('An address answers that it is not there, or not well'),
} satisfies Record<string, Rule>

export type RuleId = keyof typeof ruleTable
