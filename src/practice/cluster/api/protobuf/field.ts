/** A message of the generated.proto files of k8s.io/api, as far as clients fill it in. */
export type Field = [
  name: string,
  type:
    | 'string'
    | 'base64'
    | 'strings'
    | 'number'
    | 'boolean'
    | 'map'
    | 'bytes-map'
    | 'message'
    | 'messages'
    | 'int-or-string'
    | 'quantities'
    /** Its fields stand among those of the message around it. */
    | 'inline',
  shape?: Message,
]
export type Message = { [number: number]: Field }

export const metadata: Message = {
  1: ['name', 'string'],
  2: ['generateName', 'string'],
  3: ['namespace', 'string'],
  11: ['labels', 'map'],
  12: ['annotations', 'map'],
}
