/** An expected "no": a stable code and one sentence that says what to do. */
export type Refusal = { readonly code: string; readonly says: string }

export type Ok<T> = { readonly ok: true; readonly value: T }
export type Refused = { readonly ok: false; readonly refusal: Refusal }
export type Result<T> = Ok<T> | Refused

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })
export const refuse = (code: string, says: string): Refused => ({ ok: false, refusal: { code, says } })
