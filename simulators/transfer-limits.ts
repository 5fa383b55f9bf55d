import { PayRefusal, text } from './pay-rules.ts'
import type { PayTransfer, TransferRequest } from './transfer-rules.ts'

/** What may be transferred, by scene, by amount and by day. */

/** What the merchant platform allows; higher ones are granted on request. */
export type TransferLimits = { leastFen: number; mostFen: number; personDayFen: number; merchantDayFen: number }

export const usualLimits: TransferLimits = { leastFen: 10, mostFen: 20_000, personDayFen: 200_000, merchantDayFen: 5_000_000 }

/** Which report a scene wants, and which words it may show to the person. */
const scenes: Record<string, { report: readonly string[]; perceptions: readonly string[] }> = {
  '1000': { report: ['活动名称', '奖励说明'], perceptions: ['活动奖励', '现金奖励'] },
  '1005': { report: ['岗位类型', '报酬说明'], perceptions: ['劳务报酬'] },
}

const invalid = (message: string): PayRefusal => new PayRefusal(400, 'INVALID_REQUEST', message)
const wrong = (message: string): PayRefusal => new PayRefusal(400, 'PARAM_ERROR', message)

export function checkScene(request: TransferRequest): void {
  const scene = scenes[text(request.transfer_scene_id, 'transfer_scene_id', /^\d{1,36}$/)]
  if (!scene) throw invalid('你尚未获取该转账场景')
  const reported = Array.isArray(request.transfer_scene_report_infos) ? request.transfer_scene_report_infos : []
  const types = reported.map((it: { info_type?: unknown; info_content?: unknown }) => {
    text(it?.info_content, 'transfer_scene_report_infos.info_content', /^[\s\S]{1,32}$/)
    return text(it?.info_type, 'transfer_scene_report_infos.info_type', /^[\s\S]{1,15}$/)
  })
  if (types.toSorted().join() !== scene.report.toSorted().join()) {
    throw wrong(`参数错误：该转账场景的报备信息应为“${scene.report.join('”“')}”，每项一次`)
  }
  const perception = request.user_recv_perception
  if (perception !== undefined && !scene.perceptions.includes(String(perception))) throw invalid('暂不支持展示当前传入的用户收款感知')
}

export function checkAmount(amountFen: number, userName: string | null, limits: TransferLimits): void {
  if (amountFen < limits.leastFen || amountFen > limits.mostFen) throw invalid('转账金额不在单笔限额之内')
  if (amountFen < 30 && userName !== null) throw wrong('参数错误：转账金额小于 0.3 元时，不支持传入 user_name')
  if (amountFen >= 200_000 && userName === null) throw wrong('参数错误：转账金额达到 2000 元时，user_name 必填')
}

/** `today` are the transfers of this day of Beijing whose money did not come back. */
export function checkDay(today: readonly PayTransfer[], openid: string, amountFen: number, limits: TransferLimits): void {
  const sum = (them: readonly PayTransfer[]): number => them.reduce((total, it) => total + it.amountFen, amountFen)
  if (sum(today.filter((it) => it.openid === openid)) > limits.personDayFen) {
    throw new PayRefusal(403, 'RULE_LIMIT', '超过单日向同一用户转账的限额')
  }
  if (sum(today) > limits.merchantDayFen) throw new PayRefusal(403, 'RULE_LIMIT', '超过商户单日转账限额')
}
