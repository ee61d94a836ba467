import type { Autoscaler, ScalingRules } from '../kinds/autoscaler.ts'

/** How long a larger recommendation outlives a smaller one, unless the autoscaler says otherwise. */
const downWindowSeconds = 300
const byDefault = {
  up: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
  down: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
}

export type Told = readonly [status: 'True' | 'False', reason: string, message: string]
export type Limited = { replicas: number; ableToScale: Told; scalingLimited: Told }

type Recommendation = { at: number; replicas: number }
type Rescale = { at: number; by: number }

const stabilizedDown =
  'recent recommendations were higher than current one, applying the highest recent recommendation'
const stabilizedUp =
  'recent recommendations were lower than current one, applying the lowest recent recommendation'

/** What one autoscaler remembers: what it recommended of late, and how it scaled. */
export class ScalingMemory {
  #recommendations: Recommendation[]
  #rescales: Rescale[] = []

  constructor(at: number, replicas: number) {
    this.#recommendations = [{ at, replicas }]
  }

  rescaled(at: number, by: number): void {
    this.#rescales.push({ at, by })
  }

  /**
   * Holds a recommendation back by what was recommended within the windows, by how fast the target may grow and
   * shrink, and by the bounds (kubernetes/pkg/controller/podautoscaler/horizontal.go, `normalizeDesiredReplicas`).
   */
  limited({ spec }: Autoscaler, current: number, wanted: number, now: number): Limited {
    const { scaleUp, scaleDown } = spec.behavior ?? {}
    const up = (scaleUp?.stabilizationWindowSeconds ?? 0) * 1000
    const down = (scaleDown?.stabilizationWindowSeconds ?? downWindowSeconds) * 1000
    const within = (window: number) =>
      this.#recommendations.filter(({ at }) => at > now - window).map(({ replicas }) => replicas)
    const least = Math.min(wanted, ...within(up))
    const most = Math.max(wanted, ...within(down))
    this.#forget(now, Math.max(up, down))
    this.#recommendations.push({ at: now, replicas: wanted })
    const held = Math.min(Math.max(current, least), most)
    const replicas = spec.behavior ? held : most
    const ableToScale: Told =
      replicas === wanted
        ? ['True', 'ReadyForNewScale', 'recommended size matches current size']
        : wanted >= current && spec.behavior
          ? ['True', 'ScaleUpStabilized', stabilizedUp]
          : ['True', 'ScaleDownStabilized', stabilizedDown]
    return { ableToScale, ...this.#bounded(spec, current, replicas, now) }
  }

  #bounded(spec: Autoscaler['spec'], current: number, wanted: number, now: number) {
    const { behavior, maxReplicas, minReplicas } = spec
    const fastest = behavior ? this.#fastest(behavior.scaleUp, current, now) : Math.max(2 * current, 4)
    const slowest = behavior ? this.#slowest(behavior.scaleDown, current, now) : 0
    const most = wanted > current ? Math.min(maxReplicas, Math.max(current, fastest)) : maxReplicas
    const least = wanted < current ? Math.max(minReplicas, Math.min(current, slowest)) : minReplicas
    if (wanted > most)
      return most < maxReplicas
        ? {
            replicas: most,
            scalingLimited: limit('ScaleUpLimit', 'increasing faster than the maximum scale rate'),
          }
        : { replicas: most, scalingLimited: limit('TooManyReplicas', 'more than the maximum replica count') }
    if (wanted < least)
      return least > minReplicas
        ? {
            replicas: least,
            scalingLimited: limit('ScaleDownLimit', 'decreasing faster than the maximum scale rate'),
          }
        : { replicas: least, scalingLimited: limit('TooFewReplicas', 'less than the minimum replica count') }
    const fine = 'the desired count is within the acceptable range'
    const scalingLimited: Told = ['False', 'DesiredWithinRange', fine]
    return { replicas: wanted, scalingLimited }
  }

  #fastest(rules: ScalingRules | null | undefined, current: number, now: number): number {
    return this.#paced(rules, byDefault.up, current, now, Math.max, Math.min, (start, { type, value }) =>
      type === 'Pods' ? start + value : Math.ceil(start * (1 + value / 100)),
    )
  }

  #slowest(rules: ScalingRules | null | undefined, current: number, now: number): number {
    return this.#paced(rules, byDefault.down, current, now, Math.min, Math.max, (start, { type, value }) =>
      type === 'Pods' ? start - value : Math.trunc(start * (1 - value / 100)),
    )
  }

  #paced(
    rules: ScalingRules | null | undefined,
    usual: NonNullable<ScalingRules['policies']>,
    current: number,
    now: number,
    boldest: (...limits: number[]) => number,
    shyest: (...limits: number[]) => number,
    limitOf: (start: number, policy: { type: string; value: number }) => number,
  ): number {
    if (rules?.selectPolicy === 'Disabled') return current
    const limits = (rules?.policies ?? usual).map((policy) => {
      const since = now - policy.periodSeconds * 1000
      const moved = this.#rescales.filter(({ at }) => at > since).reduce((sum, { by }) => sum + by, 0)
      return limitOf(current - moved, policy)
    })
    return rules?.selectPolicy === 'Min' ? shyest(...limits) : boldest(...limits)
  }

  #forget(now: number, window: number): void {
    const cutoff = now - window
    this.#recommendations = this.#recommendations.filter(({ at }) => at > cutoff)
    this.#rescales = this.#rescales.filter(({ at }) => at > now - 3_600_000)
  }
}

const limit = (reason: string, how: string): Told => ['True', reason, `the desired replica count is ${how}`]
