/** A folder with nothing to mend. Tests break it in one place each. */
export const sound = {
  'organization.yml': `name: Example
people:
  - { name: Ana Torres, slack: U0ANA000001, roles: [responder, lead, commander] }
  - { name: Bob Lind, email: bob@example.org, roles: [responder, approver] }
  - { name: Chen Wei, slack: U0CHEN00003, roles: [responder, approver] }
workingHours: { days: [mon], from: "09:00", to: "18:00" }
`,
  'shop/service.yml': `name: Shop
owners: [ana]
responders: [bob]
escalation:
  - { name: On call, people: [ana] }
  - { name: Lead, people: [chen], after: 20m }
severities:
  p1: { respondWithin: 15m, resolveWithin: 4h, updateEvery: 1h }
  p2: { respondWithin: 1h, resolveWithin: 2d }
approvals:
  p0: { count: 1 }
  p1: { count: 1 }
  exceptions:
    - because: Scaling is harmless
      count: 0
      when: { remediations: [scale], targets: [web] }
    - because: Nights are thin
      count: 1
      roles: [responder]
      when: { severities: [p2], during: { days: [sat], from: "22:00", to: "06:00" } }
namespace: shop
targets:
  deployments: [web, worker]
  configmaps: [web-config]
  caches: [{ name: carts, url: "redis://carts:6379" }]
  urls: [https://shop.example.org/health]
limits:
  maxReplicas: { web: 10 }
  frozen: [worker]
`,
  'shop/slow.yml': `title: Shop is slow
declare: [p1, p2]
detect: { alerts: [ShopSlow] }
phases:
  - name: Look
    within: 5m
    steps:
      - check: http
        title: Does it answer?
        with: { url: https://shop.example.org/health }
      - check: rollout-history
        title: Was the worker changed?
        with: { deployment: worker }
      - fix: fallback-toggle
        title: Turn off recommendations
        with: { configmap: web-config, set: { RECOMMEND: "false" }, restart: [web] }
        verify: { logs: { selector: app=web, match: plain, within: 2m } }
  - name: Mend
    ask: What is the cause?
    branches:
      - when: Traffic
        steps:
          - fix: scale
            title: More pods
            with: { deployment: web, replicas: 5 }
      - when: Old prices
        steps:
          - fix: flush-cache
            title: Empty the carts
            with: { cache: carts }
          - ask: Who called?
            options: [Ana, Bob]
`,
}

/** The sound folder with these words put in place of those; they have to be there. */
export function soundBut(file: keyof typeof sound, was: string, is: string): Record<string, string> {
  if (!sound[file].includes(was)) throw new Error(`${file} does not say ${was}`)
  return { ...sound, [file]: sound[file].replace(was, is) }
}
