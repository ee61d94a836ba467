import { declare } from '../app/incidents.ts'
import { startRun } from '../app/runs.ts'
import { readConfig } from '../config.ts'
import { practise } from '../start-practice.ts'
import { type CliCommand, Misused } from './command.ts'
import { playbookNamed } from './playbook-named.ts'

/** Practice with an incident in which the playbook runs already. Goes on until it is told to stop. */
export const practiseOn: CliCommand = {
  name: 'practice',
  summary: 'Open practice on a playbook <service/playbook>',

  async run([wanted, ...more], say, { env }) {
    if (!wanted || more.length > 0 || wanted.startsWith('-'))
      throw new Misused('Usage: muster practice <service/playbook>, as in muster practice nqba/dynex-outage')
    const read = readConfig(env)
    if (!read.ok) throw new Misused(read.refusal.says)
    if (read.value.slack.mode !== 'practice')
      throw new Misused('Practice never runs beside a real Slack: unset the SLACK_… variables')
    const practice = await practise(read.value, {})
    const { core } = practice.muster
    const all = core.library.playbooks().map(({ playbook }) => playbook)
    const found = playbookNamed(wanted, all)
    const commander = core.directory.withRole('commander')[0]
    if (!found.ok || !commander) {
      await practice.stop()
      throw new Misused(
        found.ok ? 'Nobody in organization.yml is a commander: give somebody the role' : found.refusal.says,
      )
    }
    const by = { actor: commander }
    const { title, service, declare: severities, id } = found.value
    const opened = await declare(core, { severity: severities[0] ?? 'p2', service, title }, by)
    if (!opened.ok) throw new Error(opened.refusal.says)
    const { incident } = opened.value
    if (!incident.runs.some(({ playbook }) => playbook === id)) await startRun(core, incident.id, id, by)
    say(practice.says)
    say(`${incident.id} runs “${title}”. Open the page: its channel is in the list on the left.`)
    return untilStopped(practice.stop)
  },
}

const untilStopped = (stop: () => Promise<void>): Promise<number> =>
  new Promise((resolve) => {
    const leave = () => void stop().then(() => resolve(0))
    process.once('SIGTERM', leave)
    process.once('SIGINT', leave)
  })
