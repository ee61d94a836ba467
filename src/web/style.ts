import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Hono } from 'hono'
import { logo } from './logo.ts'

const sheets = [
  'tokens',
  'base',
  'parts',
  'home',
  'incident',
  'playbook',
  'plan',
  'timeline',
  'reading',
  'print',
]
const style = sheets
  .map((name) => readFileSync(new URL(`styles/${name}.css`, import.meta.url), 'utf8'))
  .join('\n')

/** Names the content, so that browsers may keep it for ever. */
export const styleAddress = `/style-${createHash('sha256').update(style).digest('hex').slice(0, 12)}.css`

export function serveStyle(site: Hono): void {
  const forever = { 'cache-control': 'public, max-age=31536000, immutable' }
  site.get(styleAddress, (context) =>
    context.body(style, 200, { 'content-type': 'text/css; charset=utf-8', ...forever }),
  )
  site.get('/icon.svg', (context) => context.body(logo, 200, { 'content-type': 'image/svg+xml', ...forever }))
}
