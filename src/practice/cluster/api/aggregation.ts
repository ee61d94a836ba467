import { metricsGroup } from '../resources/extensions.ts'
import type { Store } from '../store.ts'

/** The APIService that a metrics server registers itself with. */
export const metricsRegistration = `v1beta1.${metricsGroup}`

/** Groups from outside the API server are there as long as their APIService is. */
export const isServed = (store: Store, group: string): boolean =>
  group !== metricsGroup || store.get('apiservices', undefined, metricsRegistration) !== undefined
