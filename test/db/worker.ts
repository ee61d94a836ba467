import { writeSync } from 'node:fs'
import { openStore } from '../../db/store.ts'
import { decision, job, note, outgoing, start } from './record.ts'

// A bot in little: appends, sends and runs timers, and tells what is certain as soon as it is.
// Usage: worker.ts <url> <owner> <appends> [sole] [lines]: with lines, it kills itself after telling as many.
const [url = '', owner = '', appends = '0', sole, lines] = process.argv.slice(2)
const store = await openStore({ url, soleOwner: sole === 'sole', lockWaitMs: 30_000 })
let told = 0

function tell(...words: string[]) {
  writeSync(1, `${words.join(' ')}\n`)
  told += 1
  if (told === Number(lines)) process.kill(process.pid, 'SIGKILL')
}

/** Decides again whenever somebody else was faster, as the bot does. */
async function append(name: string): Promise<void> {
  for (;;) {
    const version = (await store.load('INC-1'))?.version ?? 0
    const end = await store.append(
      decision(1, version, [note(name)], {
        cause: name,
        outgoing: [outgoing(`message-${name}`, `lane-${version % 3}`)],
        jobs: [job(`job-${name}`, start)],
      }),
    )
    if (typeof end === 'object' || end === 'conflict') continue
    tell(end, name)
    return
  }
}

async function work(): Promise<number> {
  const entries = await store.takeOutgoing(owner, start, 60_000, 1)
  for (const entry of entries) tell(entry.uncertain ? 'took-again' : 'took', entry.key)
  for (const entry of entries) {
    await store.finishOutgoing(entry)
    tell('finished', entry.key)
  }
  const jobs = await store.takeJobs(owner, start, 60_000, 1)
  for (const { key, attempts } of jobs) tell(attempts > 1 ? 'took-again' : 'took', key)
  for (const { key, attempts } of jobs) {
    await store.finishJob(key, attempts)
    tell('finished', key)
  }
  return entries.length + jobs.length
}

for (let n = 0; n < Number(appends); n++) {
  await append(`${owner}-${n}`)
  // A delivery that reached every worker: one of them applies it.
  await append(`shared-${n}`)
  await work()
}
while ((await work()) > 0);
await store.close()
