import type { Route } from '@lianka/contract/route'
import { z } from 'zod'

/** The parts of JSON Schema that the contract prints. */
export type Schema = {
  type?: string
  format?: string
  pattern?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  minimum?: number
  maximum?: number
  minLength?: number
}

export const schemaOf = (route: Route, part: 'body' | 'query'): Schema | undefined =>
  route[part] && (z.toJSONSchema(route[part] as z.ZodType, { io: 'input' }) as Schema)

/** Ids that exist, by prefix, and values that fit, by field: so that a request with one wrong field would otherwise be carried out. */
export type Known = Record<string, unknown>

function sampleText(schema: Schema, known: Known): string {
  if (schema.format === 'date-time') return '2026-11-20T02:00:00Z'
  const prefix = schema.pattern?.match(/^\^([a-z]{3})_/)?.[1]
  if (prefix) return String(known[prefix] ?? `${prefix}_nobody00`)
  const candidates = ['13800001234', '360734', 'Nobody99', 'SF1234567890', 'words of a person']
  const fits = candidates.find((one) => !schema.pattern || new RegExp(schema.pattern).test(one))
  return schema.pattern ? (fits ?? '') : '春天的好东西'.padEnd(schema.minLength ?? 0, '好')
}

/** A known value for a field; a name of a whole object is none. */
function knownOf(name: string, schema: Schema, known: Known): unknown {
  const whole = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema
  return whole.properties && typeof known[name] === 'string' ? undefined : known[name]
}

/** Something a client could well send. Optional parts are there too. */
export function sampleOf(schema: Schema, known: Known): unknown {
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return sampleOf(schema.anyOf.find(({ type }) => type !== 'null') ?? {}, known)
  if (schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, inner]) => [name, knownOf(name, inner, known) ?? sampleOf(inner, known)]),
    )
  if (schema.type === 'array') return schema.items ? [sampleOf(schema.items, known)] : []
  if (schema.type === 'boolean') return true
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, Math.min(schema.maximum ?? 1, 1))
  return sampleText(schema, known)
}

/** Every place in a sample that a wrong value can stand, as a path. */
export function placesOf(schema: Schema, at: readonly (string | number)[] = []): { path: readonly (string | number)[]; schema: Schema }[] {
  const whole = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema
  if (whole.properties)
    return Object.entries(whole.properties).flatMap(([name, inner]) => [
      { path: [...at, name], schema: inner },
      ...placesOf(inner, [...at, name]),
    ])
  return whole.type === 'array' && whole.items ? [{ path: [...at, 0], schema: whole.items }, ...placesOf(whole.items, [...at, 0])] : []
}

/** A copy of `sample` with `value` at `path`; left out when `value` is undefined. */
export function withValue(sample: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value
  const copy = Array.isArray(sample) ? [...sample] : { ...(sample as object) }
  Object.assign(copy, { [first]: withValue((sample as Record<string, unknown>)[first], rest, value) })
  return copy
}
