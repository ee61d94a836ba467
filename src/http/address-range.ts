import { BlockList, isIP } from 'node:net'

/**
 * What an address leads to. `forbidden` is never asked by anybody: this host's own network segment, cloud
 * metadata, multicast, and what is no address of one machine.
 */
export type AddressKind = 'public' | 'private' | 'loopback' | 'forbidden'

const ranges: Record<Exclude<AddressKind, 'public'>, string[]> = {
  forbidden: [
    '0.0.0.0/8',
    '169.254.0.0/16', // link-local, and the metadata of most clouds
    '168.63.129.16/32', // metadata of Azure
    '100.100.100.200/32', // metadata of Alibaba Cloud
    '192.0.0.0/24',
    '224.0.0.0/4',
    '240.0.0.0/4',
    '::/128',
    'fe80::/10',
    'fec0::/10',
    'ff00::/8',
    '100::/64',
    '2001::/32', // Teredo hides an IPv4 address
    'fd00:ec2::/32', // metadata of AWS
    'fd20:ce::/32', // metadata of Google Cloud
  ],
  loopback: ['127.0.0.0/8', '::1/128'],
  private: [
    '10.0.0.0/8',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '100.64.0.0/10',
    '198.18.0.0/15',
    '192.0.2.0/24',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '64:ff9b:1::/48',
    '2001:db8::/32',
    'fc00::/7',
  ],
}

/** Whether an address is in one of the ranges. Throws, with a sentence, when one of them is no range. */
export function inRanges(texts: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const text of texts) {
    const [address = '', length] = text.split('/')
    const version = isIP(address)
    const bits = length === undefined ? (version === 6 ? 128 : 32) : Number(length)
    if (version === 0 || !/^\d{0,3}$/.test(length ?? '') || bits > (version === 6 ? 128 : 32))
      throw new Error(`“${text}” is not a range of addresses: write 10.0.0.0/8 or fd12:3456::/32`)
    list.addSubnet(address, bits, version === 6 ? 'ipv6' : 'ipv4')
  }
  return (address) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

const forbidden = inRanges(ranges.forbidden)
const loopback = inRanges(ranges.loopback)
const privately = inRanges(ranges.private)

/** The IPv4 address in a mapped, compatible, NAT64 or 6to4 one; anything else as it is, without its zone. */
export function plainAddress(address: string): string {
  const [bare = ''] = address.split('%')
  if (isIP(bare) !== 6) return bare
  const groups = groupsOf(bare)
  const at = (n: number): number => groups[n] ?? 0
  const v4 = (high: number, low: number): string => [high >> 8, high & 255, low >> 8, low & 255].join('.')
  const head = groups.slice(0, 5).every((one) => one === 0)
  if (head && at(5) === 0xffff) return v4(at(6), at(7))
  if (head && at(5) === 0 && (at(6) !== 0 || at(7) > 1)) return v4(at(6), at(7))
  if (at(0) === 0x64 && at(1) === 0xff9b && at(2) === 0) return v4(at(6), at(7))
  if (at(0) === 0x2002) return v4(at(1), at(2))
  return bare
}

/** The eight numbers of an IPv6 address; the URL parser writes out every way there is to write one. */
function groupsOf(address: string): number[] {
  const [left = '', right] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const numbers = (text: string) =>
    text === '' ? [] : text.split(':').map((one) => Number.parseInt(one, 16))
  const [head, tail] = [numbers(left), numbers(right ?? '')]
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail]
}

export function kindOfAddress(address: string): AddressKind {
  const plain = plainAddress(address)
  if (isIP(plain) === 0 || forbidden(plain)) return 'forbidden'
  if (loopback(plain)) return 'loopback'
  return privately(plain) ? 'private' : 'public'
}
