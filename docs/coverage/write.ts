import { writeFileSync } from 'node:fs'
import { coveragePage } from './page.ts'
import { readCoverage } from './read.ts'

writeFileSync(new URL('../coverage.md', import.meta.url), coveragePage(readCoverage(import.meta.dirname)))
