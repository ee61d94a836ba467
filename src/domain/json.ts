/** What survives a round trip through JSON; the only thing events and plans are made of. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export type JsonObject = { readonly [key: string]: Json | undefined }
