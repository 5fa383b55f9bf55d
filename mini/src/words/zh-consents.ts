/** What people agree to, and taking it back. */
export const zhConsents = {
  title: '我的授权',
  about: '同意过什么、什么时候、随时可以撤回',
  ask: '让店主知道是你来看过？',
  yes: '可以',
  no: '不用',
  purposes: { share_visits: '让名片主人看到我的名字', recommendations: '按我看过的推荐' },
  history: '授权记录',
  noHistory: '还没有改动过。',
  gave: '同意',
  tookBack: '撤回',
  version: (version: number) => `说明第 ${version} 版`,
}
