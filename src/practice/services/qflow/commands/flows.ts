import { plain, type Subcommand, says } from './subcommand.ts'

/** Flows and their executions, one at a time. */
export const flowCommands: readonly Subcommand[] = [
  plain(
    'flows list --slow --since TIME',
    'FLOW     P95    RUNS',
    'fl-1402  6.1 s  38',
    'fl-0977  5.4 s  112',
  ),
  plain(
    'flows list --sort-by KEY --limit N',
    'FLOW     CPU',
    'fl-1402  31 %',
    'fl-0977  12 %',
    'fl-1187  4 %',
  ),
  {
    usage: 'flow status <flow>',
    run: ({ rest: [flow = ''] }) => says(`${flow}: deployed, last execution failed`),
  },
  { usage: 'flow backup <flow>', run: ({ rest: [flow = ''] }) => says(`${flow}: kept as ${flow}-backup-1`) },
  { usage: 'flow verify <flow>', run: ({ rest: [flow = ''] }) => says(`${flow}: definition verified`) },
  {
    usage: 'flow test <flow> --test-suite NAME',
    run: ({ rest: [flow = ''], options }) =>
      says(`${flow}: ${options['test-suite'] ?? ''}: 42 passed, 0 failed`),
  },
  {
    usage: 'flow monitor <flow> --duration TIME',
    run: ({ rest: [flow = ''], options }) =>
      says(`${flow}: 31 executions in ${options.duration ?? ''}, 0 failed`),
  },
  plain('test flow-tests --flow ID --environment NAME', 'flow tests: 17 passed, 0 failed'),
  {
    usage: 'exec logs <execution>',
    run: ({ rest: [execution = ''] }) =>
      says(`${execution} started`, `${execution} validation: input 3 has no schema`, `${execution} failed`),
  },
  {
    usage: 'exec retry <execution>',
    run: ({ rest: [execution = ''] }) => says(`${execution}: queued as a new execution`),
  },
  {
    usage: 'validation status <execution>',
    run: ({ rest: [execution = ''] }) =>
      says(`${execution}: schema FAILED (input 3)`, `${execution}: policy ok`),
  },
  plain('validation status --errors-only', 'schema   1 refused', 'policy   0 refused'),
  plain('validation metrics --since TIME', 'validated 18,204', 'refused   31 (0.17 %)', 'p95       84 ms'),
]
