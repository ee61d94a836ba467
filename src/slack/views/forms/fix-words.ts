import type { Parameter, Service } from '../../../domain/service.ts'
import { line } from '../../mrkdwn.ts'

/** What a remediation takes besides its target, as people type it. */
const words: Record<string, string> = {
  rollback: 'revision=7, or nothing for the one before',
  restart: 'nothing more',
  scale: 'replicas=6',
  'fallback-toggle': 'KEY=value, and restart=a,b',
  'set-config': 'KEY=value, and restart=a,b',
  'flush-cache': 'nothing for all of it, or pattern=user:*',
  'set-autoscaling': 'min=2 max=10',
  'set-resources': 'limits.memory=1Gi requests.cpu=500m, container=… of several',
  'delete-pod': 'nothing for the worst off, or pod=nqba-api-7d4-x2x',
  'run-command': 'what the command takes',
  'http-request': 'what the request takes',
}

/** Empty where nobody has said it. */
export const takes = (remediation: string): string =>
  Object.hasOwn(words, remediation) ? (words[remediation] ?? '') : ''

/** What a remediation cannot do without, where not every service has it. */
const needs: Record<string, (service: Service) => readonly unknown[]> = {
  'set-config': ({ targets }) => targets.configmaps,
  'fallback-toggle': ({ targets }) => targets.configmaps,
  'flush-cache': ({ targets }) => targets.caches,
  'run-command': ({ commands }) => commands,
  'http-request': ({ requests }) => requests,
}

/** Whether the service has anything that the remediation could be about. */
export function isOfUse(remediation: string, service: Service | undefined): boolean {
  const needed = Object.hasOwn(needs, remediation) ? needs[remediation] : undefined
  return !service || !needed || needed(service).length > 0
}

const mostLines = 24

/** A line for each remediation on offer, and for each command and request of the service that takes something. */
export function takesLines(
  remediations: readonly { name: string }[],
  service: Service | undefined,
): string[] {
  const own = remediations.flatMap(({ name }) => (takes(name) ? [`${name}: ${takes(name)}`] : []))
  const declared = [...(service?.commands ?? []), ...(service?.requests ?? [])].flatMap(
    ({ name, parameters }) => {
      const taken = Object.entries(parameters).map(([key, one]) => `${key}=${shape(one)}`)
      return taken.length > 0 ? [`${name}: ${taken.join(' ')}`] : []
    },
  )
  return [
    '*What each takes*',
    ...[...own, ...declared].slice(0, mostLines).map((one) => `• ${line(one, 100)}`),
  ]
}

function shape(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'number':
      return `${parameter.min}…${parameter.max}`
    case 'choice':
      return parameter.options.slice(0, 4).join('|')
    case 'text':
      return '…'
  }
}
