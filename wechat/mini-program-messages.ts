export type StableToken = { token: string; expiresAt: Date }

/** Lets several processes share one token. Give it a lock if they must not refresh at once; WeChat tolerates it for five minutes. */
export type TokenStore = {
  load(): Promise<StableToken | undefined>
  save(token: StableToken): Promise<void>
}

export type Session = { openid: string; unionid?: string; sessionKey: string }

export type UnlimitedCode = {
  /** 1–32 visible characters; keep ids out of it, look them up by a short code. */
  scene: string
  /** Without leading slash and query. */
  page: string
  /** Pixels, 280–1280. */
  width?: number
  /** False only for pages that are not published yet. */
  checkPath?: boolean
}

export type SubscribeMessage = {
  openid: string
  templateId: string
  page?: string
  data: Record<string, string>
  state?: 'developer' | 'trial' | 'formal'
}

/** 1 profile, 2 comment, 3 forum, 4 social log. */
export type TextScene = 1 | 2 | 3 | 4

export type TextVerdict = { suggest: 'pass' | 'review' | 'risky'; label: number; traceId: string; keywords: string[] }

export type Shipping = {
  order: { transactionId: string } | { mchid: string; outTradeNo: string }
  /** 1 express, 2 same-city, 3 virtual, 4 pick-up. */
  logisticsType: 1 | 2 | 3 | 4
  /** Several parcels of one payment are reported one upload each; the last says that all are on their way. */
  delivery: { mode: 'whole' } | { mode: 'split'; allShipped: boolean }
  parcels: { trackingNo?: string; courierCode?: string; goods: string; receiverContact?: string }[]
  openid: string
  /** Must be later than in the upload before. */
  uploadTime: Date
}
