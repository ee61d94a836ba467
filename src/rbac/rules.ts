import type { Rule } from './policy.ts'

/** Every change names the remediation that makes it, so that none is made past the record. */
export const marked: Rule = {
  expression: "object.metadata.?annotations[?'muster.dev/remediation'].orValue('') != ''",
  message: 'A change by Muster carries the annotation muster.dev/remediation',
}

/** What decides over an object's life and who selects it. */
export const sameMetadata: Rule = {
  expression: `object.metadata.?labels.orValue(null) == oldObject.metadata.?labels.orValue(null)
&& object.metadata.?finalizers.orValue(null) == oldObject.metadata.?finalizers.orValue(null)
&& object.metadata.?ownerReferences.orValue(null) == oldObject.metadata.?ownerReferences.orValue(null)`,
  message: 'Muster does not change labels, finalizers or owners',
}
