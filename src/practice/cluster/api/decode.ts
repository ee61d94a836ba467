import { parse as parseYaml } from 'yaml'
import type { Fields } from '../object.ts'
import { isFields } from '../object.ts'
import { decodeProtobuf } from './protobuf/decode.ts'
import { badRequest, unsupportedMediaType } from './status.ts'

/** The object a client sent, from JSON, YAML or (for the kinds kubectl sends so) Protobuf. */
export function decodeBody(contentType: string, body: Buffer): Fields {
  const type = contentType.split(';')[0]?.trim() || 'application/json'
  const read = decodeAs(type, body)
  if (!isFields(read)) throw badRequest('the body of the request must be an object')
  return read
}

function decodeAs(type: string, body: Buffer): unknown {
  if (type === 'application/vnd.kubernetes.protobuf') return decodeProtobuf(body)
  try {
    if (type === 'application/json') return JSON.parse(body.toString())
    if (type === 'application/yaml') return parseYaml(body.toString())
  } catch (error) {
    throw badRequest(`the object provided is unrecognized: ${error instanceof Error ? error.message : error}`)
  }
  throw unsupportedMediaType()
}
