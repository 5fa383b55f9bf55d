/** What the server says of leads; part of the one table in `refusal.ts`. */
export const leadRefusals = {
  'lead.not_found': [
    404,
    '没有这位客户，可能已超过 90 天或刚改了授权；请回到列表再看。',
    'No such lead: it may be more than 90 days ago, or the consent changed; go back to the list.',
  ],
  'lead.note_not_found': [404, '没有这条备注，请刷新后再看。', 'There is no such note; refresh and look again.'],
  'lead.reminder_not_found': [404, '没有这条提醒，请刷新后再看。', 'There is no such reminder; refresh and look again.'],
  'lead.too_many': [
    422,
    '一位客户最多 12 个标签、200 条备注、20 个未完成提醒，请先清理。',
    'A lead has at most 12 tags, 200 notes and 20 open reminders; clear some first.',
  ],
  'lead.merge': [
    422,
    '不能并到自己或已经并走的客户上，请换一位。',
    'A lead cannot be merged into itself or into one that is merged; choose another.',
  ],
} as const
