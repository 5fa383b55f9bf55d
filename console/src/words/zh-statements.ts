/** The words of a supplier's statements. */
export const statements = {
  title: '对账单',
  note: '按订单逐条列出，退款已减去；金额直接来自账本。货款在买家退货期结束后计入。',
  month: '月份',
  earned: '本月应得',
  takenBack: '本月退回',
  paid: '本月已付给您',
  closing: '月末还应付',
  at: '时间',
  what: '项目',
  order: '订单号',
  amount: '金额',
  kinds: { goods: '货款', postage: '运费', payment: '付款', debt: '代扣欠款' },
  emptyTitle: '还没有入账',
  emptyWords: '买家收货、退货期结束后，货款会出现在这里。',
}
