/** A page's parameters, decoded: the mini-program hands them over as they stand in the address. */
export function queryOf(params: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => {
      try {
        return [key, value === undefined ? undefined : decodeURIComponent(value)]
      } catch {
        return [key, value]
      }
    }),
  )
}
