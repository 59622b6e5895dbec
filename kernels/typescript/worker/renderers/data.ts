/** A MIME bundle: MIME type to content. */
export type Data = Record<string, unknown>;
