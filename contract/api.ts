import { accountContract, sessionContract } from './account.ts'
import { auditContract } from './audit.ts'
import { campaignContract } from './campaign.ts'
import { cardContract } from './card.ts'
import { catalogContract, listingContract } from './catalog.ts'
import { consentContract } from './consent.ts'
import { deliveryContract } from './delivery.ts'
import { demoContract } from './demo.ts'
import { digitalGoodsContract } from './digital-goods.ts'
import { draftContract } from './draft.ts'
import { familyContract } from './family.ts'
import { fileContract } from './file.ts'
import { guardContract } from './guard.ts'
import { leadContract } from './lead.ts'
import { ledgerContract } from './ledger.ts'
import { marketContract } from './market.ts'
import { orderContract, paymentContract, shipmentContract } from './order.ts'
import { planContract } from './plan.ts'
import { postageContract } from './postage.ts'
import { posterContract } from './poster.ts'
import { bargainContract, groupBuyContract, promotionContract } from './promotion.ts'
import { recommendationContract } from './recommendation.ts'
import { reconciliationContract } from './reconciliation.ts'
import { refundContract } from './refund.ts'
import { reviewContract } from './review.ts'
import { commissionContract, referralContract } from './reward.ts'
import { searchContract } from './search.ts'
import { shippingSheetContract } from './shipping-sheet.ts'
import { shopContract } from './shop.ts'
import { statementContract } from './statement.ts'
import { supplierContract } from './supplier.ts'
import { supplyContract } from './supply.ts'
import { traceContract } from './trace.ts'
import { visitorContract } from './visitor.ts'
import { walletContract } from './wallet.ts'

/** Everything the server answers, below `/api`. Clients import its type only. */
export const api = {
  ...sessionContract,
  ...accountContract,
  ...consentContract,
  ...planContract,
  ...ledgerContract,
  ...fileContract,
  ...catalogContract,
  ...listingContract,
  ...searchContract,
  ...supplyContract,
  ...supplierContract,
  ...marketContract,
  ...postageContract,
  ...traceContract,
  ...shopContract,
  ...promotionContract,
  ...groupBuyContract,
  ...bargainContract,
  ...orderContract,
  ...familyContract,
  ...paymentContract,
  ...shipmentContract,
  ...shippingSheetContract,
  ...deliveryContract,
  ...digitalGoodsContract,
  ...refundContract,
  ...campaignContract,
  ...referralContract,
  ...commissionContract,
  ...guardContract,
  ...walletContract,
  ...statementContract,
  ...reconciliationContract,
  ...auditContract,
  ...reviewContract,
  ...draftContract,
  ...cardContract,
  ...posterContract,
  ...visitorContract,
  ...leadContract,
  ...recommendationContract,
  ...demoContract,
}
export type Api = typeof api
