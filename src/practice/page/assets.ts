import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Asset = { body: string; type: string; etag: string }

const here = fileURLToPath(new URL('.', import.meta.url))
const types: Record<string, string> = {
  '.ts': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
}

export function asset(body: string, extension: string): Asset {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { body, type: types[extension] ?? 'text/plain; charset=utf-8', etag }
}

/** Paths below `folder` with this extension, relative to the page's own folder, in a stable order. */
export function filesUnder(folder: string, extension: string): string[] {
  return readdirSync(join(here, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(extension))
    .map((path) => `${folder}/${path}`)
    .sort()
}

const cache = new Map<string, { changed: number; asset: Asset }>()

/** Reads one file of the page; browser code loses its types on the way. Reads again when it changed. */
export function readAsset(path: string): Asset {
  const file = join(here, path)
  const changed = statSync(file).mtimeMs
  const kept = cache.get(path)
  if (kept?.changed === changed) return kept.asset
  const text = readFileSync(file, 'utf8')
  const extension = extname(path)
  const fresh = asset(extension === '.ts' ? stripTypeScriptTypes(text) : text, extension)
  cache.set(path, { changed, asset: fresh })
  return fresh
}
