import { readFileSync, writeFileSync } from 'node:fs'
import { checks } from '../checks/index.ts'
import { remediations } from '../remediations/index.ts'
import { fillTables, keyTables } from './key-tables.ts'
import { publishedSchemas } from './published-schemas.ts'

// Run it after a change to the format, a check or a remediation: `node src/library/publish-schemas.ts`.
const catalogue = { checks, remediations }
for (const [name, text] of Object.entries(publishedSchemas(catalogue)))
  writeFileSync(new URL(`../../schemas/${name}`, import.meta.url), text)

const guide = new URL('../../docs/playbooks.md', import.meta.url)
writeFileSync(guide, fillTables(readFileSync(guide, 'utf8'), keyTables(catalogue)))
