import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { Denied } from '../app/ports/failures.ts'
import { inRanges, kindOfAddress, plainAddress } from './address-range.ts'

/** Every address of a name, as the system knows them. */
export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>

export const systemResolve: Resolve = (host) => lookup(host, { all: true, order: 'verbatim' })

/** Why a host may not be asked at an address it has; undefined when it may. */
export type AddressRule = (host: string, address: string) => string | undefined

const metadata = (host: string, address: string) =>
  `${host} is at ${address}, which is never asked: it belongs to the machine, not to a service`

/** For looking: service.yml lists the whole address, and looking changes nothing. */
export const mayLook: AddressRule = (host, address) => {
  const kind = kindOfAddress(address)
  if (kind === 'forbidden') return metadata(host, address)
  // A name that leads to Muster's own machine is a trap; its own address is written as what it is.
  return kind === 'loopback' && isIP(host) === 0 && host !== 'localhost'
    ? `${host} leads to this machine (${address})`
    : undefined
}

/** For changes: private networks only where the operator lists them, as ranges. */
export function mayChange(allowed: readonly string[]): AddressRule {
  const listed = inRanges(allowed)
  return (host, address) => {
    const kind = kindOfAddress(address)
    if (kind === 'forbidden') return metadata(host, address)
    if (kind === 'public' || listed(plainAddress(address))) return undefined
    return `${host} is at ${address}, in a private network: changes go there only when MUSTER_HTTP_PRIVATE lists it`
  }
}

/** The host of an address that is an IP address itself: no name is looked up for it, so it is checked here. */
export function checkLiteral(url: URL, rule: AddressRule): void {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const wrong = isIP(host) === 0 ? undefined : rule(host, host)
  if (wrong) throw new Denied(wrong)
}

/**
 * Looks a name up once for each connection and checks every address it has; the connection is then made to
 * these addresses and no others, whatever the name leads to a moment later.
 */
export const pinnedLookup =
  (resolve: Resolve, rule: AddressRule): LookupFunction =>
  (host, options, callback) => {
    const find = async () => {
      const found = await resolve(host)
      const wrong = found.map(({ address }) => rule(host, address)).find((one) => one !== undefined)
      if (wrong) throw new Denied(wrong)
      return found.filter(({ family }) => !options.family || options.family === family)
    }
    find().then(
      (found) => {
        const [first] = found
        if (!first) callback(Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' }), '')
        else if (options.all) callback(null, found)
        else callback(null, first.address, first.family)
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), ''),
    )
  }
