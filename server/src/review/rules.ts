/** How many reviews gave one, two, … five stars. */
export type ByStars = readonly number[]

export type Rating = { count: number; ratingTenths: number | null }

/** Mean stars times ten, rounded; null before the first review. */
export function ratingOf(byStars: ByStars): Rating {
  const count = byStars.reduce((sum, each) => sum + each, 0)
  const stars = byStars.reduce((sum, each, index) => sum + each * (index + 1), 0)
  return { count, ratingTenths: count === 0 ? null : Math.round((stars * 10) / count) }
}
