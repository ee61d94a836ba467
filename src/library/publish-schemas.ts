import { writeFileSync } from 'node:fs'
import { checks } from '../checks/index.ts'
import { remediations } from '../remediations/index.ts'
import { publishedSchemas } from './published-schemas.ts'

// Run it by hand after a change to the format, a check or a remediation: `node src/library/publish-schemas.ts`.
const folder = new URL('../../schemas/', import.meta.url)
for (const [name, text] of Object.entries(publishedSchemas({ checks, remediations })))
  writeFileSync(new URL(name, folder), text)
