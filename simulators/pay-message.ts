import { createHash } from 'node:crypto'
import { PayRefusal } from './pay-rules.ts'

/** Bodies stay text until their signature was checked; this is how they are read then. */
export function readMessage<T extends object>(body: unknown): T {
  try {
    const parsed: unknown = JSON.parse(String(body))
    if (typeof parsed === 'object' && parsed !== null) return parsed as T
  } catch {
    // Falls through to the same refusal as any other body that is no object.
  }
  throw new PayRefusal(400, 'PARAM_ERROR', '请求体不是 JSON 对象')
}

/** Two requests with the same fingerprint ask for the same thing, in whatever order their fields come. */
export function fingerprintOf(...parts: unknown[]): string {
  const sorted = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).sort(([a], [b]) => a.localeCompare(b))
      : value
  return createHash('sha256')
    .update(JSON.stringify(parts.map(sorted)))
    .digest('hex')
}
