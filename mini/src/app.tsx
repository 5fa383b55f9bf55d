import Taro, { useDidShow, useLaunch, usePageNotFound } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { noticeArrival } from './arrival.ts'
import { setClock } from './clock.ts'
import { paths } from './paths.ts'
import { startVisits } from './visits.ts'
import '../dist/tokens.css'
import './styles/reset.css'
import './styles/base.css'
import './styles/icons.css'
import './styles/marks.css'
import './styles/goods.css'
import './styles/promotions.css'
import './styles/forms.css'
import './styles/states.css'
import './styles/steps.css'
import './styles/tracks.css'

export function App({ children }: PropsWithChildren) {
  useLaunch(() => startVisits())
  // Also when the mini-program is still in memory and is opened again from another chat.
  useDidShow((options) => {
    noticeArrival(options?.query ?? {})
    setClock().catch(() => undefined)
  })
  // An address that is no longer one, out of an old message.
  usePageNotFound(() => void Taro.reLaunch({ url: paths.home }))
  return children
}

// biome-ignore lint/style/noDefaultExport: Taro starts the default export
export default App
