/** A JSON object, of which nothing is known yet. */
export type JsonObject = { readonly [name: string]: unknown };

/** Whether a value that was parsed from JSON is an object, and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
