import type { JsonObject } from '../../domain/json.ts'
import type { Cluster } from './cluster.ts'
import type { Http } from './http.ts'
import type { Programs } from './programs.ts'
import type { Redis } from './redis.ts'

/** What checks and remediations may use. */
export type Instruments = {
  cluster: Cluster
  redis: Redis
  http: Http
  programs: Programs
  now(): Date
}

export type Evidence = { passed: boolean; summary: string; evidence: string[]; data?: JsonObject }
