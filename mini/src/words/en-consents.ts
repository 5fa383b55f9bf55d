import type { zhConsents } from './zh-consents.ts'

export const enConsents: typeof zhConsents = {
  title: 'What I agreed to',
  about: 'What and when; everything can be taken back',
  ask: 'May the owner know that it was you who looked?',
  yes: 'Yes',
  no: 'No',
  purposes: { share_visits: 'Show my name to card owners', recommendations: 'Suggest from what I looked at' },
  history: 'Every change',
  noHistory: 'Nothing was changed yet.',
  gave: 'Agreed',
  tookBack: 'Taken back',
  version: (version) => `words, version ${version}`,
}
