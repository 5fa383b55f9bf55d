export type Point = { latE6: number; lngE6: number }

/** Where this phone is; undefined when the person does not allow it or nobody knows. */
export const whereAmI = (): Promise<Point | undefined> =>
  new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latE6: Math.round(coords.latitude * 1_000_000), lngE6: Math.round(coords.longitude * 1_000_000) }),
      () => resolve(undefined),
      { timeout: 10_000, maximumAge: 60_000 },
    )
  })
