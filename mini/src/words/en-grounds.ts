import type { zhGrounds } from './zh-grounds.ts'

export const enGrounds: typeof zhGrounds = {
  title: 'Why these goods',
  why: 'Why these',
  on: 'Suggest from what I looked at',
  onNote: 'Off: everybody sees the same, ordered by ratings and sales',
  offNote: 'Ordered by ratings and sales, the same for everybody',
  looks: 'What you looked at',
  looksNote: 'The longer and the more lately, the more it counts; half after a week, nothing after 30 days.',
  looked: (views, seconds) =>
    [`${views} ${views === 1 ? 'look' : 'looks'}`, seconds > 0 ? (seconds >= 60 ? `${Math.round(seconds / 60)} min` : `${seconds} s`) : '']
      .filter(Boolean)
      .join(' · '),
  interest: (percent) => `Counts ${percent} %`,
  leaveOut: 'Leave out',
  useAgain: 'Use again',
  empty: 'Nothing to go by yet',
  emptyWords: 'Once you have looked at goods, each ground stands here, and you can take out one by one.',
  lookAround: 'Look at goods',
  never: 'Never used',
  nevers: [
    'Your position, contacts and chats',
    'Places somebody paid for: there is no advertising among suggestions',
    'What was looked at on devices that are not yours',
  ],
}
