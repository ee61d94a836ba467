import { type Command, type Entry, placesOf } from './read.ts'

const ways: Record<Command['as'], string> = {
  check: 'check',
  fix: 'remediation',
  command: 'remediation (`run-command`)',
  tell: 'message',
  do: 'by hand',
  copy: 'to copy',
  out: 'left out',
}

/** docs/coverage.md: a row for every heading of every document, and for every command line in it. */
export function coveragePage(all: ReadonlyMap<string, readonly Entry[]>): string {
  const parts = [...all].map(([service, entries]) => section(service, entries))
  return `# What became of the operations documents

Every heading of the five documents, and every command line in them: what encodes it, or why nothing does.
Written by \`node docs/coverage/write.ts\` from the lists in \`docs/coverage/\`; a test holds the lists to the
documents and to the playbooks.

${summary(all)}

${parts.join('\n\n')}
`
}

function summary(all: ReadonlyMap<string, readonly Entry[]>): string {
  const rows = [...all].map(([service, entries]) => {
    const commands = entries.flatMap((one) => one.commands)
    const count = (...as: Command['as'][]) => commands.filter((one) => as.includes(one.as)).length
    const out = entries.filter((one) => one.out !== undefined).length
    const cells = [
      entries.length,
      out,
      count('check'),
      count('fix', 'command'),
      count('tell'),
      count('do'),
      count('copy'),
      count('out'),
    ]
    return `| [${service}](#${service}) | ${cells.join(' | ')} |`
  })
  return [
    '| document | headings | of these left out | commands: checks | remediations | messages | by hand | to copy | left out |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

const section = (service: string, entries: readonly Entry[]): string =>
  [
    `## ${service}`,
    '',
    '| line | section or command | encoded by |',
    '|---|---|---|',
    ...entries.flatMap((one) => [
      `| ${one.line} | **${cell(one.heading)}** | ${one.out === undefined ? places(one.by ?? []) : `left out: ${cell(one.out)}`} |`,
      ...one.commands.map(
        (command) =>
          `| ${command.line} | ${code(command.run)} | ${[ways[command.as], places(placesOf(command)), cell(command.why ?? '')].filter(Boolean).join(': ')} |`,
      ),
    ]),
  ].join('\n')

const places = (all: readonly string[]): string => all.map(cell).join(', ')

const cell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ').trim()

const code = (text: string): string => {
  const shown = text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|')
  return shown.includes('`') ? `\`\` ${shown} \`\`` : `\`${shown}\``
}
