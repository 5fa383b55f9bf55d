import { ulid } from 'ulid'

/** A new id: prefix and a ULID of the clock's time, so that ids sort by creation. */
export const newId = <Id extends string>(prefix: string, now: Date): Id => `${prefix}_${ulid(now.getTime()).toLowerCase()}` as Id
