import { LogoutOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { Suspense } from 'react'
import { NavLink, Outlet, useLocation } from 'react-router'
import { useSpeech } from '../language.tsx'
import { type MenuItem, menuOf } from '../menu.tsx'
import { useMe, useSession } from '../session.tsx'
import { useWaiting } from '../waiting.tsx'
import { useAct } from './act.ts'
import { Brand } from './brand.tsx'
import { WaitingPanel } from './states.tsx'

/** The menu at the left by job, the screen at the right. */
export function Frame() {
  const { words } = useSpeech()
  const { pathname } = useLocation()
  return (
    <div className="frame">
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <Side />
      <main id="main" className="main" tabIndex={-1}>
        <Suspense key={pathname} fallback={<WaitingPanel rows={8} />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  )
}

function Side() {
  const { words } = useSpeech()
  const me = useMe()
  const supplies = me.role === 'supplier-staff'
  return (
    <aside className="side">
      <Brand side={supplies ? words.sides.supplier : words.sides.platform} />
      <nav aria-label={words.mainMenu}>
        {menuOf(me.role).map(({ label, items }) => (
          <div key={label ?? 'first'}>
            {label && <h2>{words.menu[label]}</h2>}
            {items.map((item) => (
              <SideLink key={item.path} item={item} />
            ))}
          </div>
        ))}
      </nav>
      <Person />
    </aside>
  )
}

function SideLink({ item: { path, label, icon } }: { item: MenuItem }) {
  const { words } = useSpeech()
  const { countAt } = useWaiting()
  const count = countAt(path)
  return (
    <NavLink to={path} end={path === '/'} className={({ isActive }) => (isActive ? 'on' : '')} data-testid={`menu-${label}`}>
      {icon}
      <span className="side-label">{words.menu[label]}</span>
      {count && <em>{count}</em>}
    </NavLink>
  )
}

function Person() {
  const { words, language, speak } = useSpeech()
  const { leave } = useSession()
  const { act, busy } = useAct()
  const me = useMe()
  return (
    <div className="person">
      <div className="person-name" data-testid="me">
        <b>{me.name}</b>
        <small>{me.supplier?.name ?? words.roles[me.role]}</small>
      </div>
      <Tooltip title={words.otherLanguage} placement="top">
        <Button
          type="text"
          size="small"
          aria-label={words.otherLanguage}
          onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
          data-testid="language"
        >
          {language === 'zh' ? 'EN' : '中'}
        </Button>
      </Tooltip>
      <Tooltip title={words.signOut} placement="top">
        <Button
          type="text"
          size="small"
          icon={<LogoutOutlined />}
          aria-label={words.signOut}
          loading={busy}
          onClick={() => void act(leave)}
          data-testid="sign-out"
        />
      </Tooltip>
    </div>
  )
}
