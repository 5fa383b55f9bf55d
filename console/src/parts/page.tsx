import { type ReactNode, useEffect } from 'react'
import { useWords } from '../language.tsx'

type PageProps = { title: ReactNode; name: string; note?: ReactNode; actions?: ReactNode; children: ReactNode }

/** One screen: what it is about, its main action, its content. `name` is the title without marks, for the window. */
export function Page({ title, name, note, actions, children }: PageProps) {
  const words = useWords()
  useEffect(() => {
    document.title = `${name} · ${words.title}`
  }, [name, words])
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {note && <p>{note}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </>
  )
}
