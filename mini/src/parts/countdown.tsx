import { useEffect, useState } from 'react'
import { now } from '../clock.ts'
import { Box } from '../elements/box.tsx'
import { Text } from '../elements/text.tsx'
import { useWords } from '../words/words.ts'

const two = (value: number) => String(value).padStart(2, '0')

/** Hours, minutes and seconds until a moment, days put before; it stands still at nothing left. */
export function Countdown({ until, name, onEnd }: { until: string; name: string; onEnd?: () => void }) {
  const words = useWords().promotion
  const left = () => Math.max(0, Math.ceil((Date.parse(until) - now().getTime()) / 1000))
  const [seconds, setSeconds] = useState(left)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment says when to begin anew
  useEffect(() => {
    setSeconds(left())
    const timer = setInterval(() => {
      const next = left()
      setSeconds(next)
      if (next > 0) return
      clearInterval(timer)
      onEnd?.()
    }, 1000)
    return () => clearInterval(timer)
  }, [until])
  const days = Math.floor(seconds / 86_400)
  const parts = [Math.floor((seconds % 86_400) / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  return (
    <Box className="countdown" testId="countdown">
      <Text className="t12">{name}</Text>
      {days > 0 && <Text className="cell-of-time">{words.days(days)}</Text>}
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: hours, minutes, seconds
        <Text key={at} className="cell-of-time">
          {two(part)}
        </Text>
      ))}
    </Box>
  )
}
