/** Just enough DER (ITU-T X.690) to write an X.509 certificate. */
export type Der = Buffer

function tagged(tag: number, content: Buffer): Der {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
}

function lengthOf(length: number): Buffer {
  if (length < 128) return Buffer.from([length])
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return Buffer.from([128 + bytes.length, ...bytes])
}

export const sequence = (...items: Der[]): Der => tagged(0x30, Buffer.concat(items))
export const set = (...items: Der[]): Der => tagged(0x31, Buffer.concat(items))
export const boolean = (value: boolean): Der => tagged(0x01, Buffer.from([value ? 0xff : 0]))
export const octets = (content: Buffer): Der => tagged(0x04, content)
export const utf8 = (text: string): Der => tagged(0x0c, Buffer.from(text))

/** A context-specific tag: `[n]`, built of others or holding bytes of its own. */
export const context = (number: number, content: Buffer, constructed: boolean): Der =>
  tagged((constructed ? 0xa0 : 0x80) + number, content)

/** A positive whole number; a leading zero byte keeps the highest bit from meaning "negative". */
export function integer(bytes: Buffer): Der {
  const needsZero = (bytes[0] ?? 0) >= 128
  return tagged(0x02, needsZero ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

export const bits = (content: Buffer, unused = 0): Der =>
  tagged(0x03, Buffer.concat([Buffer.from([unused]), content]))

export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(value: number): number[] {
  const bytes = [value % 128]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128))
    bytes.unshift((rest % 128) + 128)
  return bytes
}

/** UTCTime up to 2049, GeneralizedTime after, as RFC 5280 asks. */
export function time(ms: number): Der {
  const digits = new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)
  return digits < '2050'
    ? tagged(0x17, Buffer.from(`${digits.slice(2)}Z`))
    : tagged(0x18, Buffer.from(`${digits}Z`))
}
