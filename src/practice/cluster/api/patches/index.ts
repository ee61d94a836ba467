import { parse as parseYaml } from 'yaml'
import type { Fields } from '../../object.ts'
import { isFields } from '../../object.ts'
import { badRequest, unsupportedMediaType } from '../status.ts'
import { jsonPatch } from './json.ts'
import { mergePatch } from './merge.ts'
import { strategicMergePatch } from './strategic.ts'

const patches: Record<string, (target: unknown, patch: unknown) => unknown> = {
  'application/json-patch+json': jsonPatch,
  'application/merge-patch+json': mergePatch,
  'application/strategic-merge-patch+json': strategicMergePatch,
}

/** The object after the patch; the content type says which kind of patch the body is. */
export function patched(contentType: string, target: unknown, body: Buffer): unknown {
  const type = contentType.split(';')[0]?.trim() ?? ''
  const patch = patches[type]
  if (!patch) throw unsupportedMediaType()
  return patch(target, decoded(body, JSON.parse))
}

/** What a client applies. */
export function configuration(body: Buffer): Fields {
  const read = decoded(body, parseYaml)
  if (!isFields(read)) throw badRequest('error decoding YAML: expected an object')
  return read
}

function decoded(body: Buffer, parse: (text: string) => unknown): unknown {
  try {
    return parse(body.toString())
  } catch (error) {
    throw badRequest(`error decoding patch: ${error instanceof Error ? error.message : String(error)}`)
  }
}
