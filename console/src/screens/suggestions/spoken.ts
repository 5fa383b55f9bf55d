const whole = new Intl.NumberFormat('zh-CN')

/** 12,345 */
export const count = (value: number) => whole.format(value)
/** A share of one as percent, "4.1%". */
export const percent = (share: number, digits = 0) => `${(share * 100).toFixed(digits)}%`
