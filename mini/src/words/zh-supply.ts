/** The words of where goods came from and of supply, in Chinese. */
export const zhSupply = {
  sentLots: {
    title: '从产地到您家',
    lot: (code: string, count: number) => `批次 ${code} · ${count} 件`,
    more: '看这批货的经过',
    less: '收起',
    origin: (origin: string) => `产地 ${origin}`,
    bestBefore: (day: string) => `保质期到 ${day}`,
    shipped: (supplier: string) => `${supplier} 发货`,
  },
}
