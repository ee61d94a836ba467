import { plain, type Subcommand, says } from './subcommand.ts'

/** Users and what they may do, those who are told of things, and incidents as Qflow's own monitoring has them. */
export const peopleCommands: readonly Subcommand[] = [
  {
    usage: 'user create --username NAME --email ADDRESS --role ROLE',
    run: ({ options }) => says(`created ${options.username ?? ''} (${options.role ?? ''}) as us-311`),
  },
  { usage: 'user welcome <user>', run: ({ rest: [user = ''] }) => says(`welcome mail sent to ${user}`) },
  { usage: 'user disable <user>', run: ({ rest: [user = ''] }) => says(`${user} disabled`) },
  {
    usage: 'dao add-member <dao> <user>',
    run: ({ rest: [dao = '', user = ''] }) => says(`${user} is a member of ${dao}`),
  },
  {
    usage: 'dao remove-member <dao> <user>',
    run: ({ rest: [dao = '', user = ''] }) => says(`${user} is no member of ${dao} any more`),
  },
  {
    usage: 'permissions grant <user> <resource> <permission>',
    run: ({ rest: [user = '', resource = '', permission = ''] }) =>
      says(`${user} may ${permission} ${resource}`),
  },
  plain(
    'audit user-activities <user> --period TIME',
    '214 executions started',
    '2 flows deployed',
    '0 refusals',
  ),
  { usage: 'notify <audience> <message>', run: ({ rest: [audience = ''] }) => says(`sent to ${audience}`) },
  plain('notify customers --template NAME --variables TEXT', '1,840 customers notified'),
  { usage: 'incident acknowledge <id>', run: ({ rest: [id = ''] }) => says(`${id} acknowledged`) },
  {
    usage: 'incident update <id> --status NAME',
    run: ({ rest: [id = ''], options }) => says(`${id}: ${options.status ?? ''}`),
  },
  {
    usage: 'incident schedule-postmortem <id>',
    run: ({ rest: [id = ''] }) => says(`post-mortem of ${id}: tomorrow at 14:00, 6 people invited`),
  },
  plain('status update --message TEXT --severity NAME', 'status page updated'),
  plain('support ticket create --vendor NAME --severity NAME --description TEXT', 'opened ticket tk-5520'),
  {
    usage: 'support ticket escalate <ticket>',
    run: ({ rest: [ticket = ''] }) => says(`${ticket} escalated`),
  },
]
