/** What the server says of cards and of asking for contacts; part of the one table in `refusal.ts`. */
export const cardRefusals = {
  'card.not_found': [404, '没有这张名片。', 'No such card.'],
  'card.picture_unknown': [
    422,
    '有图片或证明不是在这里上传的，请重新上传后再保存。',
    'A picture or proof was not uploaded here; upload it again and save.',
  ],
  'card.video_unknown': [
    422,
    '视频要在这里上传，不能填外面的链接；请选手机里的 MP4 视频。',
    'Films are uploaded here and links to elsewhere are not taken; choose an MP4 from your phone.',
  ],
  'card.nothing_private': [
    409,
    '对方没有不公开的联系方式，不用申请。',
    'This card keeps no contacts private, so there is nothing to ask for.',
  ],
  'card.own': [409, '这是您自己的名片，不用申请。', 'This is your own card; there is nothing to ask for.'],
  'card.ask_later': [409, '对方暂时没有同意；7 天后可以再申请一次。', 'The owner did not agree for now; you can ask again after 7 days.'],
  'card.asked_too_often': [429, '今天申请得太多了，请明天再来。', 'You have asked too many people today; go on tomorrow.'],
  'card.request_not_found': [404, '没有这条申请。', 'There is no such request.'],
  'card.request_decided': [409, '这条申请已经处理过，请刷新查看。', 'This request was decided already; refresh to see how.'],
} as const
