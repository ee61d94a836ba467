import { checks } from '../checks/index.ts'
import { openLibrary, sayProblem } from '../library/open-library.ts'
import { remediations } from '../remediations/index.ts'
import { type CliCommand, Misused } from './command.ts'
import { playbookNamed } from './playbook-named.ts'
import { playbookText } from './playbook-text.ts'
import { wrapped } from './playbook-wrap.ts'

/** Exit code 0: shown, or listed; 1: there is no such playbook; 2: usage. */
export const playbookShow: CliCommand = {
  name: 'playbook show',
  summary: 'Print a playbook as it will look <service/playbook>; without one, list them',

  async run([wanted, ...more], say, { env }) {
    if (more.length > 0 || wanted?.startsWith('-'))
      throw new Misused('Usage: muster playbook show [service/playbook]')
    const library = await openLibrary({
      folder: env.MUSTER_PLAYBOOKS?.trim() || './playbooks',
      catalogue: { checks, remediations },
      watch: false,
      onProblem: (problem) => say(sayProblem(problem)),
    })
    try {
      const all = library.playbooks().map(({ playbook }) => playbook)
      if (wanted === undefined) {
        for (const { id, title } of all) say(`${id.padEnd(widest(all))}  ${title}`)
        return 0
      }
      const found = playbookNamed(wanted, all)
      if (!found.ok) {
        say(found.refusal.says)
        return 1
      }
      // In a pipe nothing is broken into lines: what reads it wants each step whole.
      const width = process.stdout.isTTY ? process.stdout.columns : undefined
      for (const line of playbookText(found.value, library.service(found.value.service)))
        for (const row of wrapped(line, width)) say(row)
      return 0
    } finally {
      library.close()
    }
  },
}

const widest = (all: readonly { id: string }[]): number => Math.max(0, ...all.map(({ id }) => id.length))
