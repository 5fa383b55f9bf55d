import { accountRoutes } from '#account/routes'
import { auditReactions, auditSweeps } from '#audit/reactions'
import { auditRoutes } from '#audit/routes'
import { bargainSweeps } from '#bargain/reactions'
import { bargainRoutes } from '#bargain/routes'
import { campaignRoutes } from '#campaign/routes'
import { cardRoutes } from '#card/routes'
import { catalogRoutes } from '#catalog/routes'
import { commissionReactions, commissionSweeps } from '#commission/reactions'
import { commissionRoutes } from '#commission/routes'
import { demoRoutes } from '#demo/routes'
import { discountReactions, discountSweeps } from '#discount/reactions'
import { draftReactions } from '#draft/reactions'
import { draftRoutes } from '#draft/routes'
import { familyReactions } from '#family/reactions'
import { familyRoutes } from '#family/routes'
import { fileRoutes } from '#file/routes'
import { groupBuySweeps } from '#group-buy/reactions'
import { groupBuyRoutes } from '#group-buy/routes'
import { guardReactions, guardSweeps } from '#guard/reactions'
import { guardRoutes } from '#guard/routes'
import { leadRoutes } from '#lead/routes'
import { ledgerSweeps } from '#ledger/reactions'
import { ledgerRoutes } from '#ledger/routes'
import { orderReactions, orderSweeps } from '#order/reactions'
import { orderRoutes } from '#order/routes'
import { paymentReactions, paymentSweeps } from '#payment/reactions'
import { paymentRoutes } from '#payment/routes'
import { planRoutes } from '#plan/routes'
import { forgettingSweeps } from '#platform/forgetting'
import type { Mount } from '#platform/http'
import type { AnyReaction, Sweep } from '#platform/jobs'
import { lostJobsSweeps } from '#platform/lost-jobs'
import { posterRoutes } from '#poster/routes'
import { promotionRoutes } from '#promotion/routes'
import { recommendationSweeps } from '#recommendation/reactions'
import { recommendationRoutes } from '#recommendation/routes'
import { reconciliationSweeps } from '#reconciliation/reactions'
import { reconciliationRoutes } from '#reconciliation/routes'
import { referralRoutes } from '#referral/routes'
import { refundReactions, refundSweeps } from '#refund/reactions'
import { refundRoutes } from '#refund/routes'
import { reviewRoutes } from '#review/routes'
import { searchReactions, searchSweeps } from '#search/reactions'
import { searchRoutes } from '#search/routes'
import { sessionRoutes } from '#session/routes'
import { shipmentReactions, shipmentSweeps } from '#shipment/reactions'
import { shipmentRoutes } from '#shipment/routes'
import { shopRoutes } from '#shop/routes'
import { supplyReactions, supplySweeps } from '#supply/reactions'
import { supplyRoutes } from '#supply/routes'
import { traceSweeps } from '#trace/reactions'
import { traceRoutes } from '#trace/routes'
import { visitorSweeps } from '#visitor/reactions'
import { visitorRoutes } from '#visitor/routes'
import { walletReactions, walletSweeps } from '#wallet/reactions'
import { walletRoutes } from '#wallet/routes'

export type Module = { name: string; routes?: Mount; reactions?: readonly AnyReaction[]; sweeps?: readonly Sweep[] }

/** The house, deepest first. A module may call the services of those above it in this list and never of those below. */
export const modules: readonly Module[] = [
  { name: 'platform', sweeps: [...lostJobsSweeps, ...forgettingSweeps] },
  { name: 'account', routes: accountRoutes },
  { name: 'plan', routes: planRoutes },
  { name: 'ledger', routes: ledgerRoutes, sweeps: ledgerSweeps },
  { name: 'referral', routes: referralRoutes },
  { name: 'session', routes: sessionRoutes },
  { name: 'file', routes: fileRoutes },
  { name: 'catalog', routes: catalogRoutes },
  { name: 'trace', routes: traceRoutes, sweeps: traceSweeps },
  { name: 'shop', routes: shopRoutes },
  { name: 'supply', routes: supplyRoutes, reactions: supplyReactions, sweeps: supplySweeps },
  { name: 'discount', reactions: discountReactions, sweeps: discountSweeps },
  { name: 'group-buy', routes: groupBuyRoutes, sweeps: groupBuySweeps },
  { name: 'bargain', routes: bargainRoutes, sweeps: bargainSweeps },
  { name: 'promotion', routes: promotionRoutes },
  { name: 'search', routes: searchRoutes, reactions: searchReactions, sweeps: searchSweeps },
  { name: 'order', routes: orderRoutes, reactions: orderReactions, sweeps: orderSweeps },
  { name: 'commission', routes: commissionRoutes, reactions: commissionReactions, sweeps: commissionSweeps },
  { name: 'family', routes: familyRoutes, reactions: familyReactions },
  { name: 'payment', routes: paymentRoutes, reactions: paymentReactions, sweeps: paymentSweeps },
  { name: 'shipment', routes: shipmentRoutes, reactions: shipmentReactions, sweeps: shipmentSweeps },
  { name: 'refund', routes: refundRoutes, reactions: refundReactions, sweeps: refundSweeps },
  { name: 'campaign', routes: campaignRoutes },
  { name: 'guard', routes: guardRoutes, reactions: guardReactions, sweeps: guardSweeps },
  { name: 'wallet', routes: walletRoutes, reactions: walletReactions, sweeps: walletSweeps },
  { name: 'reconciliation', routes: reconciliationRoutes, sweeps: reconciliationSweeps },
  { name: 'audit', routes: auditRoutes, reactions: auditReactions, sweeps: auditSweeps },
  { name: 'review', routes: reviewRoutes },
  { name: 'draft', routes: draftRoutes, reactions: draftReactions },
  { name: 'card', routes: cardRoutes },
  { name: 'poster', routes: posterRoutes },
  { name: 'visitor', routes: visitorRoutes, sweeps: visitorSweeps },
  { name: 'lead', routes: leadRoutes },
  { name: 'recommendation', routes: recommendationRoutes, sweeps: recommendationSweeps },
  { name: 'demo', routes: demoRoutes },
]

export const reactions = modules.flatMap((module) => module.reactions ?? [])
export const sweeps = modules.flatMap((module) => module.sweeps ?? [])
