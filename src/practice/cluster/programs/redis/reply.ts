/** A reply of the protocol: status, error, integer, text, nil or list. */
export type Reply = { status: string } | { error: string } | number | string | null | Reply[]
