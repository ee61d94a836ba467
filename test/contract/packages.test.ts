import { expect, test } from 'vitest'
import { z } from 'zod'
import { read } from './sources.ts'

const versions = z.record(z.string(), z.string()).default({})
const manifest = z
  .object({
    dependencies: versions,
    devDependencies: versions,
    optionalDependencies: versions,
    license: z.string(),
    scripts: versions,
  })
  .parse(JSON.parse(read('package.json')))

const lock = z
  .object({ packages: z.record(z.string(), z.object({ resolved: z.string().optional() })) })
  .parse(JSON.parse(read('package-lock.json')))

test('every dependency is pinned to one version', () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest
  const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})

test('the lock file installs from whichever registry a machine uses', () => {
  const named = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined)
  expect(named).toEqual([])
})

test('Bolt is one that turns forged clicks away', () => {
  const [major = 0, minor = 0, patch = 0] = (manifest.dependencies['@slack/bolt'] ?? '')
    .split('.')
    .map(Number)
  expect(major * 1e6 + minor * 1e3 + patch).toBeGreaterThanOrEqual(4_007_003)
})

test('the licence is Apache-2.0, in the package and in the file', () => {
  expect(manifest.license).toBe('Apache-2.0')
  expect(read('LICENSE')).toContain('Apache License')
})

test('npm test checks types, lint and behaviour', () => {
  expect(manifest.scripts.test).toBe('tsc && biome ci . && vitest run')
})
