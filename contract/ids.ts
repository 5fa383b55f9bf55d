import { z } from 'zod'

const id = <Prefix extends string, Brand extends string>(prefix: Prefix, _brand: Brand) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-z]{1,40}$`))
    .brand<Brand>()

/** Ids are `<prefix>_<time-ordered>`: sortable by creation, readable in a log. */
export const MemberId = id('mbr', 'MemberId')
export type MemberId = z.infer<typeof MemberId>
export const StaffId = id('stf', 'StaffId')
export type StaffId = z.infer<typeof StaffId>
export const AddressId = id('adr', 'AddressId')
export type AddressId = z.infer<typeof AddressId>
export const SupplierId = id('sup', 'SupplierId')
export type SupplierId = z.infer<typeof SupplierId>
export const ShopId = id('shp', 'ShopId')
export type ShopId = z.infer<typeof ShopId>
export const ProductId = id('prd', 'ProductId')
export type ProductId = z.infer<typeof ProductId>
export const SkuId = id('sku', 'SkuId')
export type SkuId = z.infer<typeof SkuId>
export const ListingId = id('lst', 'ListingId')
export type ListingId = z.infer<typeof ListingId>
export const LotId = id('lot', 'LotId')
export type LotId = z.infer<typeof LotId>
export const FileId = id('fil', 'FileId')
export type FileId = z.infer<typeof FileId>
export const OrderId = id('ord', 'OrderId')
export type OrderId = z.infer<typeof OrderId>
export const LineId = id('lin', 'LineId')
export type LineId = z.infer<typeof LineId>
export const ParcelId = id('pcl', 'ParcelId')
export type ParcelId = z.infer<typeof ParcelId>
export const AfterSaleId = id('afs', 'AfterSaleId')
export type AfterSaleId = z.infer<typeof AfterSaleId>
export const ShareId = id('shr', 'ShareId')
export type ShareId = z.infer<typeof ShareId>
export const TransferId = id('trf', 'TransferId')
export type TransferId = z.infer<typeof TransferId>
export const ReviewId = id('rev', 'ReviewId')
export type ReviewId = z.infer<typeof ReviewId>
export const VisitorId = id('vis', 'VisitorId')
export type VisitorId = z.infer<typeof VisitorId>
export const CaseId = id('cas', 'CaseId')
export type CaseId = z.infer<typeof CaseId>
export const WithdrawalId = id('wdr', 'WithdrawalId')
export type WithdrawalId = z.infer<typeof WithdrawalId>
export const PlanDraftId = id('pld', 'PlanDraftId')
export type PlanDraftId = z.infer<typeof PlanDraftId>
export const FamilyLinkId = id('fam', 'FamilyLinkId')
export type FamilyLinkId = z.infer<typeof FamilyLinkId>
export const PaymentRequestId = id('pyr', 'PaymentRequestId')
export type PaymentRequestId = z.infer<typeof PaymentRequestId>
export const DifferenceId = id('dif', 'DifferenceId')
export type DifferenceId = z.infer<typeof DifferenceId>
export const AuditRunId = id('run', 'AuditRunId')
export type AuditRunId = z.infer<typeof AuditRunId>
export const CouponId = id('cpn', 'CouponId')
export type CouponId = z.infer<typeof CouponId>
export const CouponClaimId = id('ccl', 'CouponClaimId')
export type CouponClaimId = z.infer<typeof CouponClaimId>
export const ThresholdId = id('thr', 'ThresholdId')
export type ThresholdId = z.infer<typeof ThresholdId>
export const FlashSaleId = id('fls', 'FlashSaleId')
export type FlashSaleId = z.infer<typeof FlashSaleId>
export const GroupOfferId = id('gof', 'GroupOfferId')
export type GroupOfferId = z.infer<typeof GroupOfferId>
export const GroupBuyId = id('grp', 'GroupBuyId')
export type GroupBuyId = z.infer<typeof GroupBuyId>
export const BargainOfferId = id('bof', 'BargainOfferId')
export type BargainOfferId = z.infer<typeof BargainOfferId>
export const BargainId = id('brg', 'BargainId')
export type BargainId = z.infer<typeof BargainId>
export const ShippingSheetId = id('shs', 'ShippingSheetId')
export type ShippingSheetId = z.infer<typeof ShippingSheetId>
export const WarehouseId = id('whs', 'WarehouseId')
export type WarehouseId = z.infer<typeof WarehouseId>
export const SupplierDocumentId = id('sdc', 'SupplierDocumentId')
export type SupplierDocumentId = z.infer<typeof SupplierDocumentId>
export const CampaignId = id('cmp', 'CampaignId')
export type CampaignId = z.infer<typeof CampaignId>
export const ContactRequestId = id('crq', 'ContactRequestId')
export type ContactRequestId = z.infer<typeof ContactRequestId>

/** The code in a shared link or QR: short, unguessable enough, no ids inside (WeChat allows 32 characters of scene). */
export const ShareCode = z.string().regex(/^[0-9A-Za-z]{4,10}$/)
export const ConsultationSlotId = id('slt', 'ConsultationSlotId')
export type ConsultationSlotId = z.infer<typeof ConsultationSlotId>
export const DraftId = id('drf', 'DraftId')
export type DraftId = z.infer<typeof DraftId>
export const LeadNoteId = id('lnt', 'LeadNoteId')
export type LeadNoteId = z.infer<typeof LeadNoteId>
export const LeadReminderId = id('lrm', 'LeadReminderId')
export type LeadReminderId = z.infer<typeof LeadReminderId>
