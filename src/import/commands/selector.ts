import type { Surroundings } from './recogniser.ts'

/** A selector that the document names elsewhere, and why it is taken for these pods. */
export type Guess = { selector: string; decide?: string }

const labelOf = (selector: string) => selector.split('=').at(-1) ?? ''

/** The labels of a deployment's pods, as far as the document tells. */
export function podsOf(deployment: string, { selectors }: Surroundings): Guess | undefined {
  const exact = selectors.find((one) => labelOf(one) === deployment)
  const guess = (selector: string): Guess => ({
    selector,
    decide: `are these the pods of ${deployment}? The document names ${selector} elsewhere`,
  })
  if (exact) return guess(exact)
  const part = selectors.find((one) => deployment.split('-').includes(labelOf(one)))
  if (part) return guess(part)
  return undefined
}

/** The labels of all pods of the service: the `app=` that is named most. */
export function allPods({ selectors }: Surroundings): Guess | undefined {
  const selector = selectors.find((one) =>
    /^(?:app|app\.kubernetes\.io\/(?:name|instance|part-of))=/.test(one),
  )
  return selector
    ? { selector, decide: `are these all pods? The document names ${selector} elsewhere` }
    : undefined
}
