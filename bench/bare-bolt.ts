import { App } from '@slack/bolt'

// A process of its own, to compare with: acknowledges and does nothing.
const app = new App({
  token: process.env.BENCH_BOT_TOKEN ?? '',
  appToken: process.env.BENCH_APP_TOKEN ?? '',
  socketMode: true,
  clientOptions: { slackApiUrl: process.env.BENCH_API_URL ?? '' },
})
app.command(/.*/, async ({ ack }) => ack())
await app.start()
process.stdout.write('ready\n')
process.on('SIGTERM', () => process.exit(0))
