/** What the server says where words may not be drafted or shown; part of the one table in `refusal.ts`. */
export const draftRefusals = {
  'draft.not_found': [404, '没有这份文案稿，请刷新后再看。', 'There is no such draft; refresh and look again.'],
  'draft.subject': [
    422,
    '卖点和说明要选一件商品，小店故事不用选，请重新选择。',
    'Selling points and explanations are of one product, the story is of the shop; choose again.',
  ],
  'draft.nothing_known': [
    422,
    '资料太少，写不出有依据的话；请先补充介绍、规格或批次资料。',
    'Too little is known to say anything that rests on it; add a description, specifications or a lot first.',
  ],
  'draft.writing': [409, '文案还在写，写好后再确认。', 'The draft is still being written; decide once it is ready.'],
  'draft.sentence_not_found': [404, '没有这句话，请刷新后再看。', 'There is no such sentence; refresh and look again.'],
  'draft.unfounded': [
    422,
    '这句话里有资料没有的内容，请只用资料里的说法。',
    'Something in this sentence is not in what is known; keep to its words.',
  ],
  'draft.claim': [
    422,
    '这句话有广告法不许的说法，请按提示改。',
    'This sentence says what the advertising law does not allow; change it as advised.',
  ],
  'draft.stale': [
    409,
    '商品资料变了，这句话的出处已经没有，请重新起草。',
    'What is known has changed and this sentence rests on nothing now; draft it anew.',
  ],
} as const
