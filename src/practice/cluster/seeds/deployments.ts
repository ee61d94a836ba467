import type { DeploymentSeed, Revision } from './seed.ts'

/** A release of a service's own program, as its change cause tells it. */
export const released = (image: string, version: string, news: string, daysAgo: number) => ({
  image: `${image}:${version}`,
  cause: `Release ${version}: ${news}`,
  daysAgo,
})

type Single = Pick<DeploymentSeed, 'name' | 'labels' | 'runs'> & {
  container: string
  configMap?: string
  port: number
  revisions: [Revision, Revision]
}

/** One pod of ready-made software, such as a database, that is renewed now and then. */
export const single = ({ container, configMap, port, ...rest }: Single): DeploymentSeed => ({
  ...rest,
  container: { name: container, ports: [port], ...(configMap && { configMap }) },
  replicas: 1,
})
