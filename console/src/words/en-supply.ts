import { lots } from './en-lots.ts'
import { ownGoods } from './en-own-goods.ts'
import { papers } from './en-papers.ts'
import { statements } from './en-statements.ts'
import type { supply as zhSupply } from './zh-supply.ts'

export const supply: typeof zhSupply = {
  lots,
  ownGoods,
  papers,
  statements,
  shippingSheets: {
    title: 'Ship by sheet',
    note: 'Hundreds of parcels in one sheet: good rows ship at once, bad ones are told by row with the reason. Sent again, nothing ships twice.',
    open: 'Ship by sheet',
    back: 'Back to parcels',
    steps: {
      download: 'Download what is to ship',
      downloadWords: 'Receivers, addresses and goods are in it, longest waiting first.',
      fill: 'Fill in courier and number',
      fillWords: 'Leave both empty in rows that ship another time. Write the courier’s name: SF, YTO, ZTO, Yunda, JD or EMS.',
      upload: 'Upload the sheet',
      uploadWords: 'Choose the file here, or drop it',
      uploadHint: 'XLSX or CSV, at most 2 000 rows and 2 MB',
    },
    tooLarge: 'The sheet is over 2 MB; split it',
    done: (shipped) => `${shipped} parcels shipped`,
    result: (name) => `Result: ${name}`,
    summary: (shipped, unchanged, left) =>
      [`${shipped} shipped`, unchanged > 0 && `${unchanged} had shipped so before`, left > 0 && `${left} left for later`]
        .filter(Boolean)
        .join(', '),
    allGood: 'Every row is done.',
    refused: (count) => `${count} rows did not ship; correct them as told and send them again`,
    downloadRefused: 'Download these rows',
    row: 'Row',
    parcel: 'Parcel or order',
    tracking: 'Courier',
    reason: 'Result',
    outcomes: { shipped: 'Shipped', unchanged: 'Shipped before', left: 'Left for later', refused: 'Not shipped' },
    showAll: (count) => `Show all ${count} rows`,
    showRefused: 'Only rows that did not ship',
    history: 'Sheets sent so far',
    by: 'By',
    at: 'Time',
    name: 'File',
    counts: 'Shipped / not',
    emptyTitle: 'No sheet was sent yet',
    emptyWords: 'Sheets and what became of each row stay here.',
  },
}
