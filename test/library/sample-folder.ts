import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const organization = `name: Example
people:
  - { name: Ana Torres, slack: U0ANA000001, roles: [responder, lead] }
  - { name: Bob Lind, email: bob@example.org, roles: [approver] }
`

export const service = `name: Shop
owners: [ana]
approvals:
  p0: { count: 1, people: [bob] }
namespace: shop
targets:
  deployments: [web]
  configmaps: [web-config]
  caches: [{ name: carts, url: "redis://carts:6379" }]
  urls: [https://shop.example.org/health]
`

export const playbook = `title: Shop is slow
declare: [p1, p2]
phases:
  - name: Look
    within: 5m
    steps:
      - check: http
        title: Does it answer?
        with: { url: https://shop.example.org/health }
      - fix: fallback-toggle
        title: Turn off recommendations
        with:
          configmap: web-config
          set: { RECOMMEND: "false" }
          restart: [web]
        verify: { logs: { selector: app=web, match: plain, within: 2m } }
  - name: Mend
    ask: What is the cause?
    branches:
      - when: Traffic
        steps:
          - fix: scale
            title: More pods
            with: { deployment: web, replicas: 5 }
      - when: Something else
        steps:
          - do: Call the owners
            details: They know more.
          - tell: stakeholders
            title: Say that it is slow
          - ask: Who called?
            options: [Ana, Bob]
`

/** A playbook folder of its own on the real disk. */
export function sampleFolder(files: Record<string, string | Uint8Array> = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'muster-library-'))
  const write = (file: string, text: string | Uint8Array) => {
    const place = path.join(folder, file)
    mkdirSync(path.dirname(place), { recursive: true })
    writeFileSync(place, text)
  }
  const all = {
    'organization.yml': organization,
    'shop/service.yml': service,
    'shop/slow.yml': playbook,
    ...files,
  }
  for (const [file, text] of Object.entries(all)) write(file, text)
  return {
    folder,
    write,
    remove: (file: string) => rmSync(path.join(folder, file), { recursive: true }),
  }
}
