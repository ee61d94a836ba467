import type { Cause } from '../api/status.ts'
import type { KubeObject } from '../object.ts'
import { fieldAt, isFields } from '../object.ts'
import { milli } from '../quantity.ts'

const lists = ['initContainers', 'containers']
const amounts = ['limits', 'requests']

/** Where a pod spec that stands at `base` has quantities, as `quantities` of its rules. */
export const quantitiesOf = (base: string): string[] =>
  lists.flatMap((list) => amounts.map((kind) => `${base}.${list}[].resources.${kind}{}`))

const entries = (value: unknown): [string, unknown][] => (isFields(value) ? Object.entries(value) : [])

/** `validateContainerResourceRequirements` (kubernetes/pkg/apis/core/validation): none below zero, no request above its limit. */
export const resourceCauses = (object: KubeObject, base: string): Cause[] =>
  lists.flatMap((list) => {
    const containers = fieldAt(object, `${base}.${list}`)
    if (!Array.isArray(containers)) return []
    return containers.flatMap((container, n) => {
      const at = `${base}.${list}[${n}].resources`
      const [limits = [], requests = []] = amounts.map((kind) =>
        entries(fieldAt(container, `resources.${kind}`)),
      )
      return [
        ...limits.flatMap(([name, value]) => negative(`${at}.limits[${name}]`, value)),
        ...requests.flatMap(([name, value]) => [
          ...negative(`${at}.requests[${name}]`, value),
          ...above(`${at}.requests`, name, value, limits),
        ]),
      ]
    })
  })

const negative = (field: string, value: unknown): Cause[] =>
  (milli(value) ?? 0) >= 0 ? [] : [cause(field, value, 'must be greater than or equal to 0')]

function above(field: string, name: string, value: unknown, limits: [string, unknown][]): Cause[] {
  const limit = limits.find(([of]) => of === name)?.[1]
  const [asked, most] = [milli(value), milli(limit)]
  if (asked === undefined || most === undefined || asked <= most) return []
  return [cause(field, value, `must be less than or equal to ${name} limit of ${limit}`)]
}

const cause = (field: string, value: unknown, why: string): Cause => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${JSON.stringify(String(value))}: ${why}`,
  field,
})
