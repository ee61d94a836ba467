import { settings, writeSettings } from '../programs/settings.ts'
import { leastConcurrentFlows } from '../programs/state.ts'
import { goodSettings } from '../seed.ts'
import { fails, plain, type Subcommand, says } from './subcommand.ts'

const backups = ['cfg-20261110', 'cfg-20261115']

/** Settings live in a ConfigMap. Pods read them when they start: none of these is felt before a restart. */
export const settingsCommands: readonly Subcommand[] = [
  {
    usage: 'config set <setting> <value>',
    run({ rest: [setting = '', value = ''] }, world) {
      const before = settings(world)[setting]
      if (before === undefined) return fails(`unknown setting ${setting}`)
      writeSettings(world, { [setting]: value })
      return says(`${setting}: ${before} → ${value}`)
    },
  },
  plain('config backup', 'kept as cfg-20261117'),
  plain(
    'config backup list',
    ...backups.map((name) => `${name}  ${Object.keys(goodSettings).length} settings`),
  ),
  {
    usage: 'config rollback --to-backup NAME',
    run({ options }, world) {
      const name = options['to-backup'] ?? ''
      if (!backups.includes(name)) return fails(`no backup ${name}`)
      writeSettings(world, goodSettings)
      return says(`configuration is that of ${name}; restart to use it`)
    },
  },
  {
    usage: 'config verify',
    run: (_, world) =>
      Number(settings(world)['engine.maxConcurrentFlows']) < leastConcurrentFlows
        ? fails('engine.maxConcurrentFlows is below what the queue needs')
        : says('configuration is valid'),
  },
  plain('config update-secrets', 'configuration refers to the newest versions'),
]
