import { stringify } from 'yaml'

/** The service account that Muster runs as. */
export type Account = { namespace: string; name: string }

/** As the API server names it in requests. */
export const userOf = ({ namespace, name }: Account): string => `system:serviceaccount:${namespace}:${name}`

/** A name in YAML: in quotes where it would be read as something else. */
export const scalar = (text: string): string => stringify(text, { lineWidth: 0 }).trim()

/** The account alone holds nothing: what it may do comes from the Roles of each service. */
export const accountYaml = ({
  namespace,
  name,
}: Account): string => `# Muster runs as this account. By itself it may do nothing.
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${scalar(name)}
  namespace: ${scalar(namespace)}
`
