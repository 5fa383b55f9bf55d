import type { Ctx } from './context.ts'
import { ofProcess } from './of-process.ts'

type Listener = (who: string) => void

const listenersOf = ofProcess(() => new Set<Listener>())

/** Calls `listener` with each person or device whose facts this process has changed. */
export function onTouched(ctx: Ctx, listener: Listener): void {
  listenersOf(ctx).add(listener)
}

/**
 * Says, after the commit, whose facts this process has changed, so that what it keeps in memory of them is read anew with the next question.
 * A hint within the process and nothing more: other processes find out by following the database.
 */
export function touch(ctx: Ctx, ...whose: readonly (string | null | undefined)[]): void {
  for (const listener of listenersOf(ctx)) for (const who of whose) if (who) listener(who)
}
