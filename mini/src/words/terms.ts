import type { Language } from '../../../design/dates.ts'
import { usePreferences } from '../preferences.ts'

/** What people agree to, in plain words. The operator of a platform replaces these with its own, checked by its lawyer. */
export const termsNames = ['user', 'privacy', 'promotion'] as const
export type TermsName = (typeof termsNames)[number]
export type Terms = { title: string; paragraphs: string[] }

export const isTermsName = (name: string | undefined): name is TermsName => (termsNames as readonly (string | undefined)[]).includes(name)

const terms: Record<Language, Record<TermsName, Terms>> = {
  zh: {
    user: {
      title: '《用户协议》',
      paragraphs: [
        '1. 账号归本人使用。请保管好手机和验证码，不要转借。',
        '2. 商品由供应商发货，由小店出售；订单页写明卖家、发货方和价格的每一部分。',
        '3. 收货后 7 天内可以无理由退货；鲜活等例外商品，下单时会请您逐单确认。坏了、错了，任何时候都可以申请售后。',
        '4. 评价只能由买过并收到的人写，卖家不能删除。',
        '5. 有疑问或投诉，可在订单里申请售后，或联系平台。',
      ],
    },
    privacy: {
      title: '《隐私政策》',
      paragraphs: [
        '1. 我们只收集完成交易所需的信息：手机号或微信标识、收货地址、订单。手机号和地址加密保存。',
        '2. 您看过哪些商品、停留多久，用于推荐和店主的访客统计。店主默认只看到“来自某人的访客”，只有您同意，才看到您的名字。',
        '3. 个性化推荐可以随时在“设置”里关闭。',
        '4. 从别人的链接来，登录前会告诉您是谁，您可以选择不记推荐人。',
        '5. 您可以要求导出或删除自己的资料；法律要求保存的交易记录会去掉身份后保存。',
      ],
    },
    promotion: {
      title: '《推广协议》',
      paragraphs: [
        '1. 成为代理免费，不要求购买，没有任务，随时可以停止。',
        '2. 收益只来自别人通过您的链接完成的真实购买，最多两层；介绍别人加入本身没有任何奖励。',
        '3. 收益在对方收货满 7 天、没有退货后结算；对方退货，对应的收益收回，不足的从以后的收益里扣。',
        '4. 不得承诺收入，不得说绝对化用语，不得宣传疾病治疗等功效，不得冒充平台。',
        '5. 提现时按国家规定代扣个人所得税，第一次提现前需要实名。',
        '6. 多数参与者收入很少或没有收入。',
      ],
    },
  },
  en: {
    user: {
      title: 'terms of use',
      paragraphs: [
        '1. An account is for one person. Keep your phone and codes to yourself.',
        '2. Suppliers ship and shops sell; each order names the seller, the shipper and every part of the price.',
        '3. Goods can be returned without a reason for 7 days after receipt. Fresh and like goods are excepted, which you confirm with each order. Spoilt or wrong goods can always be complained about.',
        '4. Only people who bought and received goods can review them; sellers cannot delete a review.',
        '5. For questions and complaints use after-sale in the order, or write to the platform.',
      ],
    },
    privacy: {
      title: 'privacy policy',
      paragraphs: [
        '1. We collect what a purchase needs: phone or WeChat identity, address, orders. Phone and address are stored encrypted.',
        '2. Which goods you look at and for how long serves suggestions and the owner’s visitor list. Owners see “a visitor from …” unless you agree to show your name.',
        '3. Personal suggestions can be turned off in Settings at any time.',
        '4. When you come through someone’s link you are told who it is before signing in, and may decline the referrer.',
        '5. You may have your data exported or erased; records that the law wants kept are kept without your identity.',
      ],
    },
    promotion: {
      title: 'promotion agreement',
      paragraphs: [
        '1. Becoming an agent is free, asks for no purchase, sets no targets, and can be ended at any time.',
        '2. Earnings come only from real purchases through your link, over two levels at most; nothing is paid for bringing people.',
        '3. Earnings are settled 7 days after receipt if nothing is returned. Returned goods take their share back, from later earnings if need be.',
        '4. No income promises, no absolutes, no medical claims, no posing as the platform.',
        '5. Income tax is withheld on withdrawal as the law requires; the first one needs your real name.',
        '6. Most participants earn little or nothing.',
      ],
    },
  },
}

export function useTerms(name: TermsName): Terms {
  return terms[usePreferences().language][name]
}
