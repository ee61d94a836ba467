import { plain, type Subcommand, says } from './subcommand.ts'

const onComponent = (usage: string, done: string): Subcommand => ({
  usage,
  run: ({ options }) => says(`${options.component ?? ''}: ${done}`),
})

/** Changes to how Qflow runs. None of these mends what the scenarios break. */
export const operationCommands: readonly Subcommand[] = [
  plain('emergency enable', 'emergency mode: on'),
  { usage: 'traffic redirect --to NAME', run: ({ options }) => says(`traffic goes to ${options.to ?? ''}`) },
  onComponent('scale up --component NAME', 'twice the workers'),
  onComponent('cache clear --component NAME', 'cache emptied'),
  onComponent('restart --component NAME', 'restarted'),
  plain('cache clear --type NAME', 'caches emptied: results, node lists, definitions'),
  plain('cache cleanup --older-than TIME', '1,204 entries dropped'),
  plain('logs cleanup --older-than TIME', '31 days of execution logs dropped, 4.1 GB freed'),
  plain('db optimize', '14 indexes optimised'),
  plain('nodes drain --graceful', '7 nodes drained, 0 executions cut off'),
  plain('network bootstrap update', '12 bootstrap peers, 2 new'),
]
