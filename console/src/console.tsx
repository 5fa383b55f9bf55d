import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useEffect } from 'react'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { LanguageProvider, useSpeech } from './language.tsx'
import { WaitingPanel } from './parts/states.tsx'
import { screens } from './screens.tsx'
import { SessionProvider } from './session.tsx'
import { theme } from './theme.ts'

const router = createBrowserRouter(
  screens.map((route) => ({ ...route, HydrateFallback: WaitingPanel })),
  { basename: '/console' },
)

export function Console() {
  return (
    <LanguageProvider>
      <Dressed />
    </LanguageProvider>
  )
}

function Dressed() {
  const { language } = useSpeech()
  useEffect(() => void dayjs.locale(language === 'zh' ? 'zh-cn' : 'en'), [language])
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      form={{ scrollToFirstError: true }}
    >
      <App message={{ maxCount: 3 }}>
        <SessionProvider>
          <RouterProvider router={router} />
        </SessionProvider>
      </App>
    </ConfigProvider>
  )
}
