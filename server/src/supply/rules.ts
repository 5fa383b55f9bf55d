/** How long before its end a supplier is told that a document ends. */
export const remindDays = 30

/** Why food was taken off sale when its supplier's permit ran out; an approved renewal looks for these words. */
export const foodPermitExpired = '食品经营许可证已到期，换证通过后自动恢复销售。'

/** The first region that is named twice, or undefined. */
export const twiceNamed = (regions: readonly string[]): string | undefined =>
  regions.find((region, place) => regions.indexOf(region) !== place)
