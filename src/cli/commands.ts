import type { CliCommand } from './command.ts'

type Listed = { summary: string; load(): Promise<CliCommand> }

/**
 * Each is loaded when it is asked for: lint needs no database, and audit no checks. The summaries stand here as well,
 * so that listing them loads nothing; a test holds them to those of the commands.
 */
export const commands: Record<string, Listed> = {
  'audit verify': {
    summary: 'Check that no event of the record was changed, removed or moved [--database URL] [--head HASH]',
    load: async () => (await import('./audit.ts')).auditVerify,
  },
  import: {
    summary:
      'Draft playbooks from a Markdown runbook: <file.md> [--service] [--out] [--force] [--json] [--help]',
    load: async () => (await import('./import.ts')).importCommand,
  },
  lint: {
    summary:
      'Look over the playbook folder [--playbooks] [--service] [--cluster] [--timeout] [--strict] [--quiet] [--json] [--help]',
    load: async () => (await import('./lint.ts')).lint,
  },
  'playbook show': {
    summary: 'Print a playbook as it will look <service/playbook>; without one, list them',
    load: async () => (await import('./playbook-show.ts')).playbookShow,
  },
  practice: {
    summary: 'Open practice on a playbook <service/playbook>',
    load: async () => (await import('./practise-on.ts')).practiseOn,
  },
  rbac: {
    summary:
      'Write the Roles and admission policies that Muster needs [--playbooks] [--out] [--check] [--account] [--help]',
    load: async () => (await import('./rbac.ts')).rbac,
  },
}
