/** A request as an outside host sees it. */
export type HostRequest = { method: string; path: string; headers: Record<string, string>; body: Buffer }

/** `silent` takes the request and never answers. */
export type HostAnswer =
  | 'silent'
  | {
      status: number
      body: unknown
      headers?: Record<string, string>
      /** Time it takes to think. */
      afterMs?: number
    }

export type Host = (request: HostRequest) => HostAnswer

/** By host name, without a port. */
export type Hosts = Record<string, Host>
