import { Button } from 'antd'
import { useEffect } from 'react'
import { useRouteError } from 'react-router'
import { useWords } from '../language.tsx'

const reloaded = 'lianka.console.reloaded'
const isStale = (error: unknown) => error instanceof Error && /dynamically imported module|module script/i.test(error.message)

/**
 * A screen failed to draw. When its file is gone because a new version was installed, the page is loaded anew by itself, once;
 * anything else is said.
 */
export function Broken() {
  const { broken } = useWords()
  const error = useRouteError()
  useEffect(() => {
    const last = Number(sessionStorage.getItem(reloaded) ?? 0)
    if (!isStale(error) || Date.now() - last < 60_000) return
    sessionStorage.setItem(reloaded, String(Date.now()))
    window.location.reload()
  }, [error])
  return (
    <div className="state" role="alert" data-testid="broken">
      <h2>{broken.title}</h2>
      <p>{broken.words}</p>
      <Button type="primary" onClick={() => window.location.reload()}>
        {broken.reload}
      </Button>
    </div>
  )
}
