import { plain, type Subcommand, says } from './subcommand.ts'

/** Secrets, policies, and what is done when somebody has broken in. */
export const securityCommands: readonly Subcommand[] = [
  plain('security forensics collect --preserve-evidence', 'evidence kept: 3 pods, 41 log files, sealed'),
  {
    usage: 'security isolate --component NAME',
    run: ({ options }) => says(`${options.component ?? ''} is cut off`),
  },
  {
    usage: 'auth revoke-all --type NAME',
    run: ({ options }) => says(`all ${options.type ?? ''} credentials revoked`),
  },
  { usage: 'auth revoke-user <user>', run: ({ rest: [user = ''] }) => says(`sessions of ${user} ended`) },
  plain('security lockdown enable', 'lockdown: on'),
  plain('security analyze --attack-patterns', 'no known pattern'),
  plain('security analyze --anomalies', 'nothing suspicious in 24 h'),
  plain('security analyze --incident ID', 'one source, repeated sign-ins, none succeeded'),
  plain('security audit --data-access', '1,022 reads, all by known services'),
  plain('security audit --comprehensive', '96 controls, 94 pass, 2 advice'),
  plain('security vulnerability-scan', '0 critical, 1 medium (base image)'),
  plain('security alerts --since TIME', 'no alerts'),
  plain('security incident document', 'record sr-118 written'),
  plain('security countermeasures apply', '3 countermeasures in force'),
  plain('security policy update', 'policy set 14 → 15'),
  plain('security config update', 'security configuration updated'),
  plain('security policies list', 'sign-in    v15', 'sandbox    v9', 'data       v11'),
  plain('security policies validate', '3 policies valid'),
  plain('security policies apply', '3 policies in force'),
  plain('secrets generate --type NAME', '5 new versions beside the present ones'),
  plain('secrets rotate --type NAME', 'new version in use, old one ends in 1 h'),
  plain('certificates status', 'api    61 days', 'nodes  118 days'),
  plain('certificates renew --check-expiry TIME', 'none ends within 30 days'),
]
