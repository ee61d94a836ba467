import { expect, test } from 'vitest'
import { filesOf, type Import, importsOf } from './sources.ts'

/** `app` speaks of checks and remediations by what each of them promises. */
const contracts = ['type src/checks/check.ts', 'type src/remediations/remediation.ts']

/**
 * Who may import whom. A name stands for itself and everything below it; after `type `, for types alone.
 * The first room a file belongs to counts, and a room may always import from itself.
 */
const rooms: [room: string, ...may: string[]][] = [
  ['src/domain', 'zod'],
  ['src/app/ports', 'src/domain', 'zod'],
  ['src/app', 'src/domain', 'zod', 'canonicalize', 'node:', ...contracts],
  ['src/checks', 'src/domain', 'src/app/ports', 'zod', 'node:'],
  ['src/remediations', 'src/domain', 'src/app/ports', 'src/checks', 'zod'],
  // Pure, and known to views and buttons alike.
  ['src/slack/mrkdwn.ts', 'src/domain'],
  ['src/slack/actions.ts', 'src/domain'],
  [
    'src/slack/views',
    'src/domain',
    'type src/app/ports',
    'type @slack/types',
    'src/slack/mrkdwn.ts',
    'src/slack/actions.ts',
  ],
  ['src/slack/desk.ts', 'commands', 'src/slack', 'src/app'],
  [
    'src/slack',
    'src/domain',
    'src/app',
    'zod',
    'node:',
    'type pino',
    '@slack/bolt',
    '@slack/web-api',
    'type @slack/types',
  ],
  [
    'commands',
    'src/domain',
    'src/app',
    'zod',
    'src/slack/command.ts',
    'src/slack/answers.ts',
    'src/slack/here.ts',
    'src/slack/lock-answers.ts',
    'src/slack/postmortem-reply.ts',
    'src/slack/resolving.ts',
    'src/slack/timeline-reply.ts',
    'src/slack/usage.ts',
    'src/slack/views',
  ],
  [
    'src/cluster',
    'src/domain',
    'src/app/ports',
    'type src/config.ts',
    'zod',
    'node:',
    '@kubernetes/client-node',
    'canonicalize',
    'undici',
    'ws',
    'yaml',
  ],
  ['src/http', 'src/domain', 'src/app/ports', 'node:', 'undici'],
  ['src/redis', 'src/domain', 'src/app/ports', 'redis'],
  ['src/programs', 'src/domain', 'src/app/ports', 'node:', 'execa'],
  ['db', 'src/domain', 'src/app', 'node:', 'better-sqlite3', 'canonicalize', 'kysely', 'zod'],
  ['src/web', 'src/domain', 'src/app', 'node:', '@hono/node-server', 'hono', 'markdown-it', 'zod'],
  // A script: it joins the schemas of the playbook format to those of checks and remediations.
  ['src/library/publish-schemas.ts', 'src/library', 'src/checks', 'src/remediations', 'node:'],
  ['src/library', 'src/domain', 'type src/app/ports', 'node:', 'canonicalize', 'yaml', 'zod'],
  // Judges what the library read, by what checks and remediations say of themselves.
  [
    'src/lint',
    'src/domain',
    'src/library',
    'src/app/ports',
    'src/checks',
    'src/remediations',
    'src/cluster/role-text.ts',
    'node:',
    'type zod',
  ],
  // Makes drafts of the playbook format out of a team's own document.
  [
    'src/import',
    'src/domain',
    'src/library',
    'src/checks',
    'src/remediations',
    'node:',
    'markdown-it',
    'yaml',
    'zod',
  ],
  // Drafts for the bot what the importer makes of a document, in a thread of its own.
  [
    'src/drafting',
    'src/domain',
    'src/import',
    'src/library',
    'src/lint',
    'src/checks',
    'src/remediations',
    'type src/app/ports',
    'node:',
    'zod',
  ],
  // Writes what checks and remediations need as manifests.
  [
    'src/rbac',
    'src/domain',
    'src/library',
    'src/checks',
    'src/remediations',
    'src/cluster/role-text.ts',
    'yaml',
    'node:',
  ],
  ['src/config', 'src/domain', 'zod', 'node:'],
  ['src/config.ts', 'src/config', 'src/domain'],
  ['src/log.ts', 'src/domain', 'pino'],
  ['src/clock.ts', 'type src/app/ports'],
  ['src/practice', 'node:', 'type @slack/types', 'htm', 'preact', 'rfc6902', 'ws', 'yaml', 'zod'],
  // Plays people, and knows no more than they see on the page.
  ['src/tour', 'type src/practice', 'zod', 'node:'],
  // Operators' commands are put together here, each with what it needs.
  [
    'src/cli',
    'db',
    'src/domain',
    'src/import',
    'src/library',
    'src/lint',
    'src/rbac',
    'src/config',
    'src/config.ts',
    'src/checks',
    'src/remediations',
    'src/cluster',
    'src/http',
    'src/programs',
    'src/redis',
    'type src/app/ports',
    'node:',
  ],
]

/** Where everything meets; they may import what they like. */
const compositions = [
  'src/main.ts',
  'src/start.ts',
  'src/muster.ts',
  'src/start-practice.ts',
  'src/cli.ts',
  'src/cli/practise-on.ts',
  'src/tour.ts',
]

const within = (file: string, name: string) => file === name || file.startsWith(`${name}/`)

function allowed({ file, target, typeOnly }: Import): boolean {
  const [room, ...may] = rooms.find(([name]) => within(file, name)) ?? [file]
  return [room, ...may].some((name) =>
    name.startsWith('type ') ? typeOnly && within(target, name.slice(5)) : within(target, name),
  )
}

test('imports point inward, and every file lives in a room', () => {
  const files = filesOf('{src,commands,db}/**/*.ts').filter((file) => !compositions.includes(file))
  const homeless = files.filter((file) => !rooms.some(([room]) => within(file, room)))
  const astray = files.flatMap(importsOf).filter((one) => !allowed(one))

  expect(homeless).toEqual([])
  expect(astray.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
})

test('practice knows nothing of the bot, and only compositions know practice', () => {
  const bot = filesOf('{src,commands,db}/**/*.ts').filter(
    (file) => !['src/practice', 'src/tour', ...compositions].some((name) => within(file, name)),
  )
  expect(bot.flatMap(importsOf).filter(({ target }) => within(target, 'src/practice'))).toEqual([])
})

test('the rule sees value imports, type imports, lazy imports and re-exports', () => {
  const astray = (file: string, target: string, typeOnly = false) => !allowed({ file, target, typeOnly })

  expect(astray('src/domain/incident.ts', 'src/app/change.ts', true)).toBe(true)
  expect(astray('src/app/core.ts', 'src/checks/check.ts', true)).toBe(false)
  expect(astray('src/app/core.ts', 'src/checks/check.ts')).toBe(true)
  expect(astray('src/practice/practice.ts', 'src/domain/result.ts', true)).toBe(true)
  expect(importsOf('src/main.ts').map(({ target }) => target)).toEqual(
    expect.arrayContaining(['src/start.ts', 'node:']),
  )
})
