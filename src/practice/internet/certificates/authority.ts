import { generateKeyPairSync } from 'node:crypto'
import type { SecureContext } from 'node:tls'
import { createSecureContext } from 'node:tls'
import { certificate } from './certificate.ts'

const day = 86_400_000

/** A certificate authority that lives as long as the process, and is trusted only where its PEM is given. */
export class Authority {
  readonly pem: string
  readonly #name: string
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  #contexts = new Map<string, SecureContext>()

  constructor(name: string) {
    this.#name = name
    const { publicKey, privateKey } = this.#keys
    this.pem = certificate({
      subject: name,
      issuer: name,
      publicKey,
      authorityKey: publicKey,
      signingKey: privateKey,
      hosts: [],
      ...validity(),
    })
  }

  /** A key and a certificate for these names, in PEM. */
  issue(hosts: [string, ...string[]]): { key: string; cert: string } {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const cert = certificate({
      subject: hosts[0],
      issuer: this.#name,
      publicKey,
      authorityKey: this.#keys.publicKey,
      signingKey: this.#keys.privateKey,
      hosts,
      ...validity(),
    })
    return { key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })), cert }
  }

  /** The TLS identity of a host, made when first asked for. */
  contextFor(host: string): SecureContext {
    const made = this.#contexts.get(host) ?? createSecureContext(this.issue([host]))
    this.#contexts.set(host, made)
    return made
  }
}

/** By the wall clock: TLS libraries check it whatever time a practice is at. */
function validity(): { from: number; until: number } {
  const now = Date.now()
  return { from: now - day, until: now + 30 * day }
}
