import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Asset } from './assets.ts'
import { asset } from './assets.ts'

/** What the browser may import by name, and the one file of each that it gets. */
const modules = [
  { name: 'preact', from: 'preact', file: 'preact.mjs', path: 'dist/preact.mjs' },
  { name: 'preact/hooks', from: 'preact', file: 'hooks.mjs', path: 'hooks/dist/hooks.mjs' },
  { name: 'htm', from: 'htm', file: 'htm.mjs', path: 'dist/htm.mjs' },
  { name: 'htm/preact', from: 'htm', file: 'htm-preact.mjs', path: 'preact/index.mjs' },
]

export const importMap: string = JSON.stringify({
  imports: Object.fromEntries(modules.map(({ name, file }) => [name, `/practice/vendor/${file}`])),
})

/** Found beside the package's main file, whichever folder npm put it in. */
function packageFolder(name: string): string {
  const main = createRequire(import.meta.url).resolve(name)
  return main.slice(0, main.lastIndexOf(`node_modules/${name}/`) + `node_modules/${name}/`.length)
}

/** The vendor files by the name they are served under. Source maps are not served, so not announced. */
export function vendorAssets(): Map<string, Asset> {
  return new Map(
    modules.map(({ from, file, path }) => {
      const text = readFileSync(packageFolder(from) + path, 'utf8')
      return [file, asset(text.replace(/^\/\/# sourceMappingURL=.*$/m, ''), '.mjs')]
    }),
  )
}
