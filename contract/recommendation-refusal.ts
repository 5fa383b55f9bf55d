/** What the server says where suggestions cannot be compared or changed; part of the one table in `refusal.ts`. */
export const recommendationRefusals = {
  'recommendation.experiment_running': [
    409,
    '已有一个对比在进行，先结束它再开始新的。',
    'A comparison is running already; end it before starting another.',
  ],
  'recommendation.experiment_not_found': [404, '没有这个对比，请刷新页面。', 'There is no such comparison; reload the page.'],
  'recommendation.visitor_unknown': [
    404,
    '这台设备还没有访客编号，请回到首页再试。',
    'This device is not known yet; go back to the home page and try again.',
  ],
} as const
