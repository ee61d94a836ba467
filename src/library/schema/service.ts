import { z } from 'zod'
import { duration } from '../../domain/duration.ts'
import type { EscalationLevel, Pledge } from '../../domain/service.ts'
import { severities } from '../../domain/severity.ts'
import { approvals } from './approvals.ts'
import { command } from './command.ts'
import { request } from './request.ts'
import { channelName, inputs, line, objectName, people, prose, webAddress } from './words.ts'

const pledge = z
  .strictObject({
    definition: line(300).describe('What counts as this severity').exactOptional(),
    respondWithin: duration.describe('Somebody has acknowledged by then').exactOptional(),
    resolveWithin: duration.describe('It is over by then').exactOptional(),
    updateEvery: duration.describe('Stakeholders hear something this often').exactOptional(),
  })
  .transform(({ definition, respondWithin, resolveWithin, updateEvery }): Pledge => {
    return {
      ...(definition === undefined ? {} : { definition }),
      ...(respondWithin === undefined ? {} : { respondWithinMs: respondWithin }),
      ...(resolveWithin === undefined ? {} : { resolveWithinMs: resolveWithin }),
      ...(updateEvery === undefined ? {} : { updateEveryMs: updateEvery }),
    }
  })

const perSeverity = <T extends z.ZodType>(one: T) => {
  const each = one.exactOptional()
  return z.strictObject({ p0: each, p1: each, p2: each, p3: each })
}

const frozen = z
  .string()
  .max(270)
  .regex(/^(?:(?:deployment|configmap|cache|command|request)\/)?[\w.-]+$/i, {
    error: 'Write a name, or deployment/name',
  })

const cpu = z.string().regex(/^\d+(?:\.\d+)?m?$/, { error: 'Write processors as Kubernetes does: 500m, 2' })
const memory = z
  .string()
  .regex(/^\d+(?:\.\d+)?(?:[KMGTPE]i?|k)?$/, { error: 'Write memory as Kubernetes does: 512Mi, 2Gi' })

const cache = z
  .strictObject({
    name: line(60).describe('What playbooks call it'),
    selector: line(300).describe('Reach Redis by exec in a pod with these labels').exactOptional(),
    container: objectName.describe('The container in that pod').exactOptional(),
    url: z
      .string()
      .max(2000)
      .refine((text) => /^rediss?:\/\//.test(text) && URL.canParse(text), {
        error: 'Write redis://host:6379',
      })
      .describe('… or reach Redis directly: redis://host:6379')
      .exactOptional(),
    database: z.int().min(0).max(1000).describe('Number of the Redis database').default(0),
  })
  .refine((one) => (one.selector === undefined) !== (one.url === undefined), {
    error: 'A cache needs one way to reach it: a selector, or a url',
  })

const escalationLevel = z
  .strictObject({
    name: line().describe('Who they are: on call, team lead'),
    people: people.default([]),
    userGroup: line(80).describe('A Slack user group, by handle or id').exactOptional(),
    contact: line(200)
      .describe('How they are reached besides Slack: a phone number, an address')
      .exactOptional(),
    after: z
      .union([duration, perSeverity(z.union([z.literal('at once').transform(() => 0), duration]))], {
        error: 'Write a duration, as 15m, or one for each severity: { p0: at once, p1: 1h }',
      })
      .describe('So long after the declaration; by severity, { p0: at once, p1: 1h }, for these alone')
      .exactOptional(),
  })
  .transform(({ after = 0, ...rest }): EscalationLevel => {
    const same = typeof after === 'number' ? severities.map((one) => [one, after]) : Object.entries(after)
    return { ...rest, afterMs: Object.fromEntries(same) }
  })

/** service.yml as written; people are still names. The id comes from the folder. */
export const serviceFile = z
  .strictObject({
    name: line(75).describe('What people call the service'),
    summary: prose.describe('What it does and for whom').exactOptional(),
    owners: people
      .min(1)
      .describe('Who answers for it, and hears of broken files; named as in organization.yml'),
    responders: people.describe('Invited to every incident of this service').default([]),
    responderGroup: line(80).describe('A Slack user group invited too, by handle or id').exactOptional(),
    escalation: z.array(escalationLevel).describe('Who is asked next when nobody answers').default([]),
    severities: perSeverity(pledge).describe('What is promised at each severity').default({}),
    approvals: approvals.describe('Who approves remediations at each severity').default({ exceptions: [] }),
    breakGlass: z
      .boolean()
      .describe(
        'A P0’s commander, alone outside working hours, may go on without approval: announced, reviewed later',
      )
      .default(true),
    namespace: objectName.describe('The namespace in the cluster'),
    targets: z
      .strictObject({
        deployments: z.array(objectName).describe('Deployments of the namespace').default([]),
        configmaps: z.array(objectName).describe('Config maps of the namespace').default([]),
        caches: z.array(cache).describe('Redis caches').default([]),
        urls: z
          .array(webAddress)
          .describe('Addresses that checks may ask, with all that lies below them')
          .default([]),
      })
      .describe('All that a playbook of this service may look at or touch'),
    commands: z.array(command).max(200).describe('Programs that run-command may run, exactly so').default([]),
    requests: z.array(request).max(200).describe('Changes that http-request may ask for').default([]),
    prometheus: webAddress
      .describe('The Prometheus that knows this service: http://prometheus.monitoring:9090')
      .exactOptional(),
    limits: z
      .strictObject({
        maxReplicas: z
          .record(objectName, z.int().min(0).max(10_000))
          .describe('Most replicas, by deployment')
          .default({}),
        maxReplicasDefault: z.int().min(0).max(10_000).describe('Most replicas of any other').exactOptional(),
        maxResources: z
          .record(
            objectName,
            z.strictObject({
              cpu: cpu.describe('Processor: 500m, 2').exactOptional(),
              memory: memory.describe('Memory: 512Mi, 2Gi').exactOptional(),
            }),
          )
          .describe('The most a container may ask for or be limited to, by deployment')
          .default({}),
        frozen: z
          .array(frozen)
          .describe(
            'What nothing may change, by name or as deployment/name, configmap/…, cache/…, command/…, request/…',
          )
          .default([]),
      })
      .describe('How far remediations may go')
      .default({ maxReplicas: {}, maxResources: {}, frozen: [] }),
    announce: channelName
      .describe('The channel told of every incident; the organization’s when absent')
      .exactOptional(),
    dashboards: z
      .array(
        z.strictObject({
          title: line(75).describe('What the link says'),
          url: webAddress.describe('Where it leads'),
        }),
      )
      .describe('Linked in every incident’s channel')
      .default([]),
    statusPage: inputs.describe('What the status page calls this service').exactOptional(),
  })
  .meta({ title: 'Muster service', description: 'What a service promises, and what playbooks may touch' })
