import { useEffect, useRef } from 'react'

/** Stands where a list ends so far and says when somebody is about to see it. On a page that lies hidden below another it says nothing. */
export function Reach({ onReach }: { onReach: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef(onReach)
  latest.current = onReach
  useEffect(() => {
    const watch = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && latest.current(), {
      rootMargin: '0px 0px 600px 0px',
    })
    if (place.current) watch.observe(place.current)
    return () => watch.disconnect()
  }, [])
  return <div ref={place} aria-hidden="true" />
}
