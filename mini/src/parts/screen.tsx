import { useDidShow } from '@tarojs/taro'
import { type ReactNode, useEffect } from 'react'
import { Box } from '../elements/box.tsx'
import { Press } from '../elements/press.tsx'
import { Text } from '../elements/text.tsx'
import { back } from '../navigation.ts'
import { ownTopbar, showTitle } from '../platform/title.ts'
import { usePreferences } from '../preferences.ts'
import { useWords } from '../words/words.ts'
import { Above } from './above.tsx'
import { Icon } from './icon.tsx'
import { type Tab, TabBar } from './tab-bar.tsx'

type ScreenProps = {
  title: string
  /** One of the four tabs: it has no Back. */
  tab?: Tab
  /** The main action, at the thumb. */
  foot?: ReactNode
  /** In place of the title bar on H5, for pages that begin with a picture. */
  head?: ReactNode
  children: ReactNode
  testId?: string
}

/** The frame of every page: title, body, main action, and what may lie above. Elder mode is a class on it. */
export function Screen({ title, tab, foot, head, children, testId }: ScreenProps) {
  const { elder } = usePreferences()
  useEffect(() => showTitle(title), [title])
  useDidShow(() => showTitle(title))
  const className = `screen${elder ? ' elder' : ''}${tab ? ' tabbed' : ''}${foot ? ' barred' : ''}`
  return (
    <Box className={className} testId={testId}>
      {head ?? (ownTopbar && !tab && <TopBar title={title} />)}
      <Box as="main" className="body">
        {children}
      </Box>
      {foot && (
        <Box className={`foot${tab ? ' above' : ''}`}>
          <Box className="acts">{foot}</Box>
        </Box>
      )}
      {tab && <TabBar current={tab} />}
      <Above />
    </Box>
  )
}

function TopBar({ title }: { title: string }) {
  const words = useWords()
  return (
    <Box as="header" className="topbar">
      <Press className="iconbtn" onPress={back} label={words.back} testId="back">
        <Icon name="back" />
      </Press>
      <Text as="h1" className="title">
        {title}
      </Text>
    </Box>
  )
}
