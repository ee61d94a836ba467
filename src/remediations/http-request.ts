import { z } from 'zod'
import { Conflict, Denied, Failed, Unavailable } from '../app/ports/failures.ts'
import { findDeclared, given, valuesFor } from '../checks/declared/declared.ts'
import { evidenceLines } from '../checks/evidence.ts'
import { fill } from '../domain/placeholders.ts'
import { redact } from '../domain/redact.ts'
import { ok, refuse } from '../domain/result.ts'
import { frozenUndo, noWayBack, readChange, touched, undoData, undoRequest } from './declared/declared.ts'
import { fillBody, fillHeaders, fillUrl } from './declared/request.ts'
import { defineRemediation } from './remediation.ts'

const texts = z.record(z.string(), z.string())

const data = z.object({
  request: z.string(),
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
  url: z.string(),
  headers: texts,
  secretHeaders: texts,
  body: z.string().exactOptional(),
  expect: z.array(z.number()),
  timeoutMs: z.number(),
  idempotent: z.boolean(),
  undo: undoData.exactOptional(),
})

/** What an approver can read, and has to. */
const longestRequest = 1500

/** A gateway that lost the answer of what stands behind it: nobody knows what became of the change. */
const lostBehind = [502, 504]

/**
 * A status by which a server says that it did not do what was asked (RFC 9110, 15.5). A 408 may come from a
 * gateway that waited for what stands behind it.
 */
const isRefusal = (status: number): boolean => status >= 400 && status < 500 && status !== 408

/** Asks an address that service.yml declares for a change, with its parameters filled in and nothing else. */
export const httpRequest = defineRemediation({
  name: 'http-request',
  summary: 'Ask an address that service.yml declares for a change',
  risk: 'medium',
  input: z.strictObject({
    request: z.string().meta({ description: 'Its name under requests in service.yml' }),
    with: given,
  }),
  data,
  verifyWithinMs: 60_000,
  applyWithinMs: ({ timeoutMs }) => timeoutMs + 5_000,
  rights: () => [],

  async plan({ request: name, with: input }, _, { service }) {
    const found = findDeclared(service.requests, 'request', name, service)
    if (!found.ok) return found
    const declared = found.value
    const read = valuesFor(declared, input)
    if (!read.ok) return read
    const values = read.value
    const touches = touched(declared, service)
    if (!touches.ok) return touches
    const url = fillUrl(declared.url, values)
    if (!url.ok) return url
    const headers = fillHeaders(declared.headers, values)
    if (!headers.ok) return headers
    const body = declared.body && fillBody(declared.body, declared.parameters, values)
    if (url.value.length + (body?.length ?? 0) > longestRequest)
      return refuse('too-long', 'The request is too long to be read and approved')
    const undo = frozenUndo(declared, values)
    return ok({
      says: redact(`${declared.summary}: ${declared.method} ${url.value}`),
      changes: [
        readChange(fill(declared.changes, values), name),
        ...(body === undefined ? [] : [{ what: 'sent', before: '', after: redact(body) }]),
      ],
      warnings: [
        ...(declared.lasting && !undo ? [noWayBack] : []),
        ...(declared.idempotent ? [] : ['If its answer is lost, it is not sent again by itself']),
      ],
      target: `Request ${service.namespace}/${name}`,
      ...(touches.value.length > 0 && { touches: touches.value }),
      lasting: declared.lasting,
      ...(declared.lasting && !undo && { irreversible: true }),
      risk: declared.risk,
      data: {
        request: name,
        method: declared.method,
        url: url.value,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...lower(headers.value),
        },
        secretHeaders: declared.secretHeaders,
        ...(body !== undefined && { body }),
        expect: declared.expect,
        timeoutMs: declared.timeoutMs,
        idempotent: declared.idempotent,
        ...(undo && { undo }),
      },
    })
  },

  async apply({ request: name, expect, headers, ...sent }, { http }, { id, service, signal }) {
    if (!service.requests.some((one) => one.name === name))
      throw new Conflict(`${name} is no longer among the requests of ${service.id}/service.yml`)
    const { method, url, body, secretHeaders, timeoutMs } = sent
    const answer = await http.send({
      method,
      url,
      headers: { ...headers, 'idempotency-key': id },
      secretHeaders,
      ...(body !== undefined && { body }),
      timeoutMs,
      signal,
    })
    const { host } = new URL(url)
    const output = evidenceLines([
      `${method} ${url} → ${answer.status} in ${answer.tookMs} ms`,
      ...beginning(answer.body).split('\n'),
    ])
    if (expect.includes(answer.status)) return { says: `${host} answered ${answer.status}`, output }
    if (lostBehind.includes(answer.status))
      throw new Unavailable(`${host} answered ${answer.status}: what stands behind it may have done it`, {
        uncertain: true,
        status: answer.status,
      })
    const says = `${host} answered ${answer.status} instead of ${expect.join(' or ')}`
    throw isRefusal(answer.status) ? new Denied(says, output) : new Failed(says, output)
  },

  async settle({ request: name, idempotent, url }) {
    const { host } = new URL(url)
    return idempotent
      ? { state: 'repeatable', says: `No answer to ${name} was seen; sending it again does no harm` }
      : {
          state: 'unknown',
          says: `No answer to ${name} was seen: ${host} may have done it or not. It is not sent again by itself.`,
        }
  },

  async verify({ request: name, expect }) {
    return { passed: true, summary: `${name} was answered with ${expect.join(' or ')}`, evidence: [] }
  },

  async undo({ request: name, undo }, _, { service }) {
    return undoRequest(undo, name, service)
  },
})

const lower = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text]))

/** What is looked at of an answer; its last word may be the first half of a secret. */
const beginning = (body: string): string =>
  body.length > 4000 ? body.slice(0, 4000).replace(/\S*$/, '…') : body
