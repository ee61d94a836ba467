import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import type { World } from '../cluster/world.ts'
import { listen } from '../loopback.ts'
import type { StandIn } from './stand-in.ts'

export type Machine = {
  /** The folder of its programs, for `PATH`. */
  bin: string
  programs: string[]
  stop(): Promise<void>
}

const asked = z.object({ program: z.string(), args: z.array(z.string()) })

/**
 * Programs that stand in for those of the real machine: real files that are really run, and ask the practice
 * world what they have done and what to say.
 */
export async function startMachine(world: World, commands: Record<string, StandIn>): Promise<Machine> {
  const token = randomBytes(16).toString('hex')
  const server = createServer(async (request, response) => {
    if (request.headers.authorization !== token) return void response.writeHead(401).end()
    const read = asked.safeParse(JSON.parse(await text(request)))
    const standIn = read.success && Object.hasOwn(commands, read.data.program) && commands[read.data.program]
    const answer = standIn ? standIn(read.data.args, world) : { code: 127, stderr: ['no such program'] }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  const { port, close } = await listen(server)
  const bin = await mkdtemp(path.join(tmpdir(), 'muster-programs-'))
  await mkdir(path.join(bin, 'run'))
  for (const name of Object.keys(commands)) {
    // Whatever the program is called, Node reads what its link leads to, and that has a name it knows.
    const file = path.join(bin, 'run', `${name}.mjs`)
    await writeFile(file, script(name, port, token))
    await chmod(file, 0o755)
    await symlink(file, path.join(bin, name))
  }
  return {
    bin,
    programs: Object.keys(commands),
    async stop() {
      await close()
      await rm(bin, { recursive: true, force: true })
    },
  }
}

/** Plain JavaScript for the Node that runs practice; it needs nothing from its environment. */
const script = (name: string, port: number, token: string): string => `#!${process.execPath}
const answer = await fetch('http://127.0.0.1:${port}/', {
  method: 'POST',
  headers: { authorization: '${token}' },
  body: JSON.stringify({ program: ${JSON.stringify(name)}, args: process.argv.slice(2) }),
})
const { code, stdout = [], stderr = [] } = await answer.json()
for (const line of stdout) process.stdout.write(line + '\\n')
for (const line of stderr) process.stderr.write(line + '\\n')
process.exitCode = code
`
