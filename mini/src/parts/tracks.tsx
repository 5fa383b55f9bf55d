import type { ReactNode } from 'react'
import { formatTime } from '../../../design/dates.ts'
import { Box } from '../elements/box.tsx'
import { Text } from '../elements/text.tsx'
import { usePreferences } from '../preferences.ts'

export type Step = { at: string; text: string; place: string; children?: ReactNode }

/** What happened on a way, newest first; the newest point is lit unless it is over. */
export function Tracks({ steps }: { steps: readonly Step[] }) {
  const { language } = usePreferences()
  // Couriers tell the second and no more: within one, the order given is kept.
  const newestFirst = [...steps].sort((a, b) => b.at.slice(0, 19).localeCompare(a.at.slice(0, 19)))
  return (
    <Box as="ol">
      {newestFirst.map((step, at) => (
        <Box as="li" key={`${step.at}${step.text}`} className={`track-point${at === 0 ? ' now' : ''}`}>
          <Text as="p" className={at === 0 ? '' : 'sec'}>
            {step.text}
          </Text>
          <Text className="t12 sec num long">{`${formatTime(step.at, language)} ${step.place}`}</Text>
          {step.children}
        </Box>
      ))}
    </Box>
  )
}
