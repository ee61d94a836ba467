import type { ServiceSeed } from '../cluster/seeds/seed.ts'
import type { World } from '../cluster/world.ts'
import type { Hosts } from '../internet/host.ts'
import type { Sample } from '../internet/prometheus/sample.ts'
import type { StandIn } from '../machine/stand-in.ts'
import type { Scenario } from '../scenarios/scenario.ts'

/** One of the services that practice knows: all that stands behind its playbooks. */
export type PracticeService = {
  /** The name of its playbook folder. */
  id: string
  seed: ServiceSeed
  /** Its own addresses, and those of others that it depends on. */
  hosts(world: World): Hosts
  /** What Prometheus has scraped of it, as of a time in milliseconds. */
  samples(world: World, at: number): Sample[]
  /** Programs on Muster's machine that its commands run, by name. */
  commands: Record<string, StandIn>
  scenarios: Scenario[]
}
