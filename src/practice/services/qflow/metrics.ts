import type { World } from '../../cluster/world.ts'
import type { Sample } from '../../internet/prometheus/sample.ts'
import { flowFigures, health } from './programs/state.ts'

const qflow = (name: string, value: number, labels: Record<string, string> = {}): Sample => ({
  labels: { __name__: name, service: 'qflow', ...labels },
  value,
})

/** What a Prometheus that watches Qflow holds at a time, from the same state as its health page and its log. */
export function samplesAt(world: World, at: number): Sample[] {
  const { seconds } = flowFigures(world, at)
  const status = health(world, at)
  return [
    qflow('qflow_flow_execution_duration', seconds, { quantile: '0.95' }),
    qflow('qflow_flow_execution_duration', seconds / 3, { quantile: '0.5' }),
    ...(status === 'healthy'
      ? []
      : [
          qflow('ALERTS', 1, {
            alertname: 'QflowUnhealthy',
            alertstate: 'firing',
            severity: status === 'down' ? 'critical' : 'warning',
          }),
        ]),
  ]
}
