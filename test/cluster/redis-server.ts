import { onTestFinished } from 'vitest'
import { launchRedis } from './redis-process.ts'

/** A Redis of this test's own, with a password; answers its address. */
export async function startRedis(): Promise<string> {
  const { url, stop } = await launchRedis()
  onTestFinished(stop)
  return url
}

export { freePort, hasRedis, password } from './redis-process.ts'
