import type { ShippingRow } from '../screens/parcels/sheet.ts'
import { lots } from './zh-lots.ts'
import { ownGoods } from './zh-own-goods.ts'
import { papers } from './zh-papers.ts'
import { statements } from './zh-statements.ts'

/** The words of what suppliers do in bulk. */
export const supply = {
  lots,
  ownGoods,
  papers,
  statements,
  shippingSheets: {
    title: '批量发货',
    note: '一张表发几百个包裹：填得对的行马上发出，有问题的行按行号告诉您原因，改好再传，不会重复发货。',
    open: '批量发货',
    back: '返回发货列表',
    steps: {
      download: '下载待发货表',
      downloadWords: '收件人、地址和商品都在里面，最久没发的排在最前。',
      fill: '填快递公司和单号',
      fillWords: '这次不发的行，两格都空着就好。快递公司写名字即可，例如：顺丰、圆通、中通、韵达、京东、EMS。',
      upload: '上传填好的表',
      uploadWords: '点这里选文件，或把文件拖进来',
      uploadHint: 'XLSX 或 CSV，最多 2000 行、2 MB',
    },
    tooLarge: '表格超过 2 MB，请分成几份再传',
    done: (shipped: number) => `已发出 ${shipped} 个包裹`,
    result: (name: string) => `结果：${name}`,
    summary: (shipped: number, unchanged: number, left: number) =>
      [`发出 ${shipped} 个`, unchanged > 0 && `${unchanged} 个早已按此发出`, left > 0 && `${left} 行留到下次`].filter(Boolean).join('，'),
    allGood: '每一行都处理好了。',
    refused: (count: number) => `有 ${count} 行没有发出，请按原因改好再传`,
    downloadRefused: '下载这些行',
    row: '行',
    parcel: '包裹或订单',
    tracking: '快递',
    reason: '结果',
    outcomes: { shipped: '已发出', unchanged: '早已发出', left: '留到下次', refused: '没有发出' } satisfies Record<
      ShippingRow['outcome'],
      string
    >,
    showAll: (count: number) => `看全部 ${count} 行`,
    showRefused: '只看没发出的行',
    history: '传过的表',
    by: '上传人',
    at: '时间',
    name: '文件',
    counts: '发出 / 没发出',
    emptyTitle: '还没有传过表',
    emptyWords: '传过的表和每一行的结果都会留在这里。',
  },
}
