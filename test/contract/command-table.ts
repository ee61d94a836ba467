import type { AnyCommand } from '../../src/slack/command.ts'

/** Every command with what it does, as Markdown; README.md carries it between two comments. */
export function commandTable(commands: readonly AnyCommand[]): string {
  const rows = commands.map(({ slash, name, usage, shownAs, summary, role }) => {
    const words = [slash, name, shownAs ?? usage].filter(Boolean).join(' ')
    return `| \`${words}\` | ${summary}${role === 'anyone' ? '' : ` (needs the role ${role})`} |`
  })
  return ['| | |', '|---|---|', ...rows].join('\n')
}
