import type { Ctx } from './context.ts'

/**
 * Something that this process keeps in memory for the house it serves, made at the first use; several houses in one process, as in tests, have
 * one each. Nothing that must last, or that another process must know, may be kept so.
 */
export function ofProcess<T>(make: (ctx: Ctx) => T): (ctx: Ctx) => T {
  // The settings are one object for the life of a house, whatever is put around them in a context.
  const made = new WeakMap<Ctx['settings'], T & object>()
  return (ctx) => {
    const known = made.get(ctx.settings)
    if (known) return known
    const one = make(ctx) as T & object
    made.set(ctx.settings, one)
    return one
  }
}
