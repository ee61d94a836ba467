import { parse as parseYaml } from 'yaml'
import { badRequest, unsupportedMediaType } from '../status.ts'
import { jsonPatch } from './json.ts'
import { mergePatch } from './merge.ts'
import { strategicMergePatch } from './strategic.ts'

export const applyPatchType = 'application/apply-patch+yaml'

const patches: Record<string, (target: unknown, patch: unknown) => unknown> = {
  'application/json-patch+json': jsonPatch,
  'application/merge-patch+json': mergePatch,
  'application/strategic-merge-patch+json': strategicMergePatch,
  [applyPatchType]: strategicMergePatch,
}

/** The object after the patch; the content type says which kind of patch the body is. */
export function patched(contentType: string, target: unknown, body: Buffer): unknown {
  const type = contentType.split(';')[0]?.trim() ?? ''
  const patch = patches[type]
  if (!patch) throw unsupportedMediaType()
  return patch(target, readPatch(body, type === applyPatchType))
}

function readPatch(body: Buffer, yaml: boolean): unknown {
  try {
    return yaml ? parseYaml(body.toString()) : JSON.parse(body.toString())
  } catch (error) {
    throw badRequest(`error decoding patch: ${error instanceof Error ? error.message : String(error)}`)
  }
}
