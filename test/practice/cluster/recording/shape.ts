import { isFields } from '../../../../src/practice/cluster/object.ts'

/** Fields that come and go with the moment of a rollout, or hold keys that people choose. */
const passing = [
  /^(.*\.)?status\.(replicas|readyReplicas|updatedReplicas|availableReplicas|unavailableReplicas|fullyLabeledReplicas|currentReplicas)$/,
  /\.(fieldsV1|labels|matchLabels|annotations|data)\./,
  /managedFields\[\]\.(time|subresource)$/,
  /containerStatuses\[\]\.(state|lastState)\./,
  /containerStatuses\[\]\.containerID$/,
  /conditions\[\]\.(reason|message)$/,
  // The recorded nodes were stand-ins that nobody had labelled.
  /^rows\[\]\.object\.metadata\.(labels|annotations|managedFields|generation)/,
]

/** Every field path of a value, lists taken as one member: `items[].metadata.name`. */
export function shapeOf(value: unknown): string[] {
  const paths = new Set<string>()
  const visit = (inner: unknown, path: string): void => {
    if (path) paths.add(path)
    if (Array.isArray(inner)) for (const item of inner) visit(item, `${path}[]`)
    else if (isFields(inner))
      for (const [name, field] of Object.entries(inner)) visit(field, path ? `${path}.${name}` : name)
  }
  visit(value, '')
  return [...paths].filter((path) => !passing.some((rule) => rule.test(path))).sort()
}

/** A message without what differs from one cluster to the next. */
export const plainMessage = (text: unknown): unknown =>
  typeof text !== 'string'
    ? text
    : text
        .replace(/Invalid value: ".*": strict/s, 'Invalid value: OBJECT: strict')
        .replace(/too old resource version: (\d+) \(\d+\)/, 'too old resource version: $1 (N)')
