import { onTestFinished } from 'vitest'
import { launchRedis } from './process.ts'

/** A Redis of this test's own, with a password; answers its address. */
export async function startRedis(): Promise<string> {
  const { url, stop } = await launchRedis()
  onTestFinished(stop)
  return url
}
