import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const shape = z.object({
  'current-context': z.string().nullish(),
  contexts: z.array(z.object({ name: z.string() })).nullish(),
})

/** Says at the start, without loading the SDK, what would be wrong at the first question. Throws with the fix. */
export function checkKubeconfig(list: string, context: string | undefined): void {
  const files = list.split(path.delimiter).filter((file) => existsSync(file))
  if (files.length === 0) throw new Error(`KUBECONFIG names no file that exists (${list}): correct the path`)
  const read = files.map(readOne)
  const names = read.flatMap(({ contexts }) => contexts?.map(({ name }) => name) ?? [])
  const wanted = context ?? read[0]?.['current-context']
  if (!wanted)
    throw new Error('The kubeconfig names no cluster: set current-context in it, or MUSTER_CONTEXT')
  if (!names.includes(wanted))
    throw new Error(`No context "${wanted}" in the kubeconfig: set MUSTER_CONTEXT to one it has`)
}

function readOne(file: string): z.infer<typeof shape> {
  try {
    return shape.parse(parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new Error(`${file} is not a kubeconfig that can be read: correct KUBECONFIG or the file`, { cause })
  }
}
