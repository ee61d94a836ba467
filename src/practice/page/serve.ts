import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Asset } from './assets.ts'
import { asset, filesUnder, readAsset } from './assets.ts'
import { contentSecurityPolicy, pageDocument } from './document.ts'
import { emojiMap } from './emoji-map.ts'
import { vendorAssets } from './vendor.ts'

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
}

function send(request: IncomingMessage, response: ServerResponse, found: Asset): void {
  if (request.headers['if-none-match'] === found.etag) {
    response.writeHead(304, { ...headers, etag: found.etag }).end()
    return
  }
  const length = Buffer.byteLength(found.body)
  response.writeHead(200, {
    ...headers,
    'content-type': found.type,
    'content-length': length,
    etag: found.etag,
  })
  response.end(request.method === 'HEAD' ? undefined : found.body)
}

/**
 * Serves the practice page: `/`, its modules, styles and vendor files. Only paths listed beforehand are
 * read, so no request can name another file. Answers false, untouched, for every path that is not the page's.
 */
export function servePage(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const vendor = vendorAssets()
  const emoji = asset(JSON.stringify(emojiMap()), '.json')
  const own = () => ['icon.svg', ...filesUnder('app', '.ts'), ...filesUnder('styles', '.css')]
  let listed = new Set(own())

  const find = (path: string): Asset | undefined => {
    if (path === '/') {
      listed = new Set(own())
      return asset(pageDocument(), '.html')
    }
    if (path === '/practice/page/emoji.json') return emoji
    const [, place, name = ''] = /^\/practice\/(page|vendor)\/(.+)$/.exec(path) ?? []
    if (place === 'vendor') return vendor.get(name)
    return listed.has(name) ? readAsset(name) : undefined
  }

  return (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const ours = path === '/' || /^\/practice\/(page|vendor)\//.test(path)
    if (!ours) return false
    const reads = request.method === 'GET' || request.method === 'HEAD'
    const found = reads ? find(path) : undefined
    if (found) send(request, response, found)
    else
      response.writeHead(reads ? 404 : 405, { ...headers, 'content-type': 'text/plain' }).end('Not here.\n')
    return true
  }
}
