import { LogLevel, type Logger as SdkLogger } from '@slack/web-api'
import type { Logger } from 'pino'

/** An answer that is no JSON, a proxy's error page say, is quoted whole by the SDK. */
const LONGEST = 300

/** The SDKs' log in ours. Their debug lines hold whole payloads with people's words, so they are left out. */
export const sdkLog = (log: Logger): SdkLogger => ({
  debug() {},
  info: (...said: unknown[]) => log.debug(line(said)),
  warn: (...said: unknown[]) => log.warn(line(said)),
  error: (...said: unknown[]) => log.warn(line(said)),
  setLevel() {},
  getLevel: () => LogLevel.INFO,
  setName() {},
})

const line = (said: unknown[]): string => said.map(String).join(' ').slice(0, LONGEST)
