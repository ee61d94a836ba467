import { createHash } from 'node:crypto'
import { filesUnder } from './assets.ts'
import { importMap } from './vendor.ts'

const hash = createHash('sha256').update(importMap).digest('base64')

/** The import map is the one inline script, let in by its hash; nothing else runs that is not a file of ours. */
export const contentSecurityPolicy: string = [
  "default-src 'none'",
  `script-src 'self' 'sha256-${hash}'`,
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** The page itself. Every module is named up front, so that the browser fetches them side by side. */
export function pageDocument(): string {
  // base.css names the order of the layers, so it must be read first.
  const base = 'styles/base.css'
  const others = filesUnder('styles', '.css').filter((path) => path !== base)
  const styles = [base, ...others].map((path) => `<link rel="stylesheet" href="/practice/page/${path}">`)
  const modules = filesUnder('app', '.ts').map(
    (path) => `<link rel="modulepreload" href="/practice/page/${path}">`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>Practice workspace</title>
<link rel="icon" href="/practice/page/icon.svg" type="image/svg+xml">
<script type="importmap">${importMap}</script>
${styles.join('\n')}
${modules.join('\n')}
<script type="module" src="/practice/page/app/main.ts"></script>
</head>
<body>
<div id="page"><p class="first-wait">Opening the practice workspace…</p></div>
<noscript>The practice workspace needs JavaScript.</noscript>
</body>
</html>
`
}
