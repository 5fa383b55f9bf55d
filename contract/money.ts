import { z } from 'zod'

/** An amount of money in fen, a hundredth of a yuan. Negative amounts are debts or refunds. */
export const Fen = z.int().brand<'Fen'>()
export type Fen = z.infer<typeof Fen>

/** An amount that cannot be a debt, at most ten million yuan. */
export const PositiveFen = z.int().min(0).max(1_000_000_000).brand<'Fen'>()

/** A share in basis points: 1000 is 10 %. */
export const Bps = z.int().min(0).max(10_000).brand<'Bps'>()
export type Bps = z.infer<typeof Bps>
