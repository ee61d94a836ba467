import { checks } from '../checks/index.ts'
import { nearest } from '../domain/nearest.ts'
import { openLibrary, sayProblem } from '../library/open-library.ts'
import { remediations } from '../remediations/index.ts'
import { type CliCommand, Misused } from './command.ts'
import { playbookText } from './playbook-text.ts'

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
        for (const { id, title } of all) say(`${id}  ${title}`)
        return 0
      }
      const found = all.find(({ id }) => id === wanted || id.endsWith(`/${wanted}`))
      if (found) {
        for (const line of playbookText(found, library.service(found.service))) say(line)
        return 0
      }
      const meant = nearest(
        wanted,
        all.map(({ id }) => id),
      )
      say(
        `There is no playbook ${wanted}${meant ? `; did you mean ${meant}?` : ': list them with muster playbook show'}`,
      )
      return 1
    } finally {
      library.close()
    }
  },
}
