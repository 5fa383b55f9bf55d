import { sessionContract } from '@lianka/contract/account'
import { implement } from '#platform/http'
import { joinWechat, sendPhoneCode, signInByPhone, signInByWechat, signInStaff, signOut } from './service.ts'
import { refreshSession } from './tokens.ts'

export const sessionRoutes = implement(sessionContract, {
  'POST /sessions/wechat': (ctx, { body }) => signInByWechat(ctx, body),
  'POST /phone-codes': (ctx, { body }) => sendPhoneCode(ctx, body.phone),
  'POST /sessions/phone': (ctx, { body }) => signInByPhone(ctx, body),
  'POST /my/wechat': (ctx, { body }) => joinWechat(ctx, body.code),
  'POST /sessions/refresh': (ctx, { body }) => refreshSession(ctx, body.refreshToken),
  'DELETE /sessions/current': (ctx, _, exchange) => signOut(ctx, exchange),
  'POST /staff/sessions': (ctx, { body }, exchange) => signInStaff(ctx, body, exchange),
  'DELETE /staff/sessions/current': (ctx, _, exchange) => signOut(ctx, exchange),
})
