import type { KeyObject } from 'node:crypto'
import { createHash, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'
import type { Der } from './der.ts'
import * as der from './der.ts'

const ecdsaWithSha256 = der.sequence(der.oid('1.2.840.10045.4.3.2'))

export type Certified = {
  /** Common name of whom it is for. */
  subject: string
  issuer: string
  publicKey: KeyObject
  /** Who signs: the authority's key. */
  signingKey: KeyObject
  authorityKey: KeyObject
  /** Names and addresses it is good for; none for an authority. */
  hosts: string[]
  /** Milliseconds since the epoch. */
  from: number
  until: number
}

/** An X.509 v3 certificate in PEM (RFC 5280); one without hosts may sign others. */
export function certificate(of: Certified): string {
  const serial = randomBytes(16)
  serial[0] = (serial[0] ?? 0) & 0x7f || 1
  const content = der.sequence(
    der.context(0, der.integer(Buffer.from([2])), true),
    der.integer(serial),
    ecdsaWithSha256,
    commonName(of.issuer),
    der.sequence(der.time(of.from), der.time(of.until)),
    commonName(of.subject),
    spki(of.publicKey),
    der.context(3, der.sequence(...extensions(of)), true),
  )
  const signature = sign('sha256', content, of.signingKey)
  const whole = der.sequence(content, ecdsaWithSha256, der.bits(signature))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

const commonName = (name: string): Der =>
  der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.utf8(name))))

const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' })

function extensions(of: Certified): Der[] {
  const isAuthority = of.hosts.length === 0
  const keyUsage = isAuthority ? der.bits(Buffer.from([0x06]), 1) : der.bits(Buffer.from([0x80]), 7)
  const always = [
    extension('2.5.29.19', der.sequence(...(isAuthority ? [der.boolean(true)] : [])), true),
    extension('2.5.29.15', keyUsage, true),
    extension('2.5.29.14', der.octets(keyId(of.publicKey))),
    extension('2.5.29.35', der.sequence(der.context(0, keyId(of.authorityKey), false))),
  ]
  if (isAuthority) return always
  return [
    ...always,
    extension('2.5.29.37', der.sequence(der.oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', der.sequence(...of.hosts.map(generalName))),
  ]
}

const extension = (id: string, value: Der, critical = false): Der =>
  der.sequence(der.oid(id), ...(critical ? [der.boolean(true)] : []), der.octets(value))

const keyId = (key: KeyObject): Buffer => createHash('sha1').update(spki(key)).digest()

/** A DNS name, or an IPv4 address by its four bytes. */
const generalName = (host: string): Der =>
  isIP(host) === 4
    ? der.context(7, Buffer.from(host.split('.').map(Number)), false)
    : der.context(2, Buffer.from(host), false)
