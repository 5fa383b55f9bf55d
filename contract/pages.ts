import { z } from 'zod'

/** A page of a list that grows: pass `next` back as `after` to go on. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })

/** How much of a list to answer and from where. `after` is what the last page gave as `next`. */
export const PageQuery = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})

/** Times are ISO 8601 in UTC; clients show Beijing time. */
export const Time = z.iso.datetime()

/** A picture's address below the server's origin: `/pictures/oranges.svg`, `/files/fil_…`. */
export const Picture = z.string().max(200)

export const Done = z.object({ done: z.literal(true) })
