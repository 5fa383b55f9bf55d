/** What suggestions rest on, and how to change it. */
export const zhGrounds = {
  title: '为什么推荐这些',
  why: '为什么推荐这些',
  on: '按我看过的推荐',
  onNote: '关掉后大家看到的一样，只按评价和销量排列',
  offNote: '现在只按评价和销量排列，和所有人看到的一样',
  looks: '依据你看过的商品',
  looksNote: '看得越久、越近，影响越大；一周后减半，30 天后不再用。',
  looked: (views: number, seconds: number) =>
    [`看过 ${views} 次`, seconds > 0 ? `停留 ${seconds >= 60 ? `${Math.round(seconds / 60)} 分钟` : `${seconds} 秒`}` : '']
      .filter(Boolean)
      .join(' · '),
  interest: (percent: number) => `影响 ${percent}%`,
  leaveOut: '不用它',
  useAgain: '再用它',
  empty: '还没有依据',
  emptyWords: '看过几件商品后，这里会列出推荐用到的每一条，你可以一条条去掉。',
  lookAround: '去看看商品',
  never: '不会用到的',
  nevers: ['你的位置、通讯录和聊天内容', '别人付钱换来的排位：推荐里没有广告位', '别的设备上、不属于你的浏览记录'],
}
