import type { Fields } from '../../object.ts'
import { fieldAt } from '../../object.ts'
import { badRequest, unsupportedMediaType } from '../status.ts'
import type { Field, Message } from './field.ts'
import { messages } from './messages.ts'

/**
 * kubectl creates typed objects in Protobuf: four magic bytes, then an envelope with apiVersion, kind and
 * the object's bytes. https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding
 */
export function decodeProtobuf(body: Buffer): Fields {
  if (body.subarray(0, 4).toString('latin1') !== 'k8s\0') throw badRequest('provided data is not Protobuf')
  let type: Fields = {}
  let raw: Buffer = Buffer.alloc(0)
  for (const { number, value } of wireFields(body.subarray(4))) {
    if (number === 1 && Buffer.isBuffer(value))
      type = message(value, { 1: ['apiVersion', 'string'], 2: ['kind', 'string'] })
    if (number === 2 && Buffer.isBuffer(value)) raw = value
  }
  const schema = messages[`${type.apiVersion}/${type.kind}`]
  if (!schema) throw unsupportedMediaType()
  return { apiVersion: type.apiVersion, kind: type.kind, ...message(raw, schema) }
}

function message(bytes: Buffer, schema: Message): Fields {
  const read: Fields = {}
  for (const { number, value } of wireFields(bytes)) {
    const field = schema[number]
    if (field) put(read, field, value)
  }
  return read
}

const quantityEntry: Message = { 1: ['key', 'string'], 2: ['value', 'message', { 1: ['text', 'string'] }] }

function put(read: Fields, [name, type, shape]: Field, value: Buffer | number): void {
  if (type === 'map' || type === 'bytes-map') {
    const held = type === 'map' ? 'string' : 'base64'
    const entry = Buffer.isBuffer(value) ? message(value, { 1: ['key', 'string'], 2: ['value', held] }) : {}
    read[name] = { ...asFields(read[name]), [String(entry.key ?? '')]: String(entry.value ?? '') }
    return
  }
  if (type === 'quantities') {
    const entry = Buffer.isBuffer(value) ? message(value, quantityEntry) : {}
    read[name] = { ...asFields(read[name]), [String(entry.key ?? '')]: fieldAt(entry, 'value.text') ?? '0' }
    return
  }
  if (type === 'inline') {
    if (Buffer.isBuffer(value)) Object.assign(read, message(value, shape ?? {}))
    return
  }
  const one = scalar(type, value, shape)
  // Protobuf cannot leave out a plain string or number: empty means "not given".
  if (one === undefined || (one === '' && type !== 'strings')) return
  if (type === 'strings' || type === 'messages') read[name] = [...asList(read[name]), one]
  else read[name] = one
}

function scalar(type: Field[1], value: Buffer | number, shape: Message | undefined): unknown {
  if (type === 'number') return typeof value === 'number' ? value : undefined
  if (type === 'boolean') return value === 1 ? true : undefined
  if (!Buffer.isBuffer(value)) return undefined
  if (type === 'base64') return value.toString('base64')
  if (type === 'string' || type === 'strings') return value.toString()
  if (type === 'int-or-string') return intOrString(value)
  const inner = message(value, shape ?? {})
  return type === 'message' && Object.keys(inner).length === 0 ? undefined : inner
}

function intOrString(bytes: Buffer): unknown {
  const read = message(bytes, { 1: ['type', 'number'], 2: ['number', 'number'], 3: ['text', 'string'] })
  return read.type === 1 ? read.text : read.number
}

const asFields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {})
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Splits bytes into numbered fields: varints as numbers, the length-delimited ones as bytes. */
function* wireFields(bytes: Buffer): Generator<{ number: number; value: Buffer | number }> {
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at]
      if (byte === undefined) throw badRequest('unexpected end of Protobuf data')
      at += 1
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }
  while (at < bytes.length) {
    const tag = varint()
    const number = Math.floor(tag / 8)
    const wire = tag % 8
    if (wire === 0) yield { number, value: varint() }
    else if (wire === 2) {
      const length = varint()
      yield { number, value: bytes.subarray(at, at + length) }
      at += length
    } else at += wire === 1 ? 8 : 4
  }
}
