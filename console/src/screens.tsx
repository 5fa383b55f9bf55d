import { lazy, type ReactNode, Suspense } from 'react'
import type { RouteObject } from 'react-router'
import { useWords } from './language.tsx'
import { Broken } from './parts/broken.tsx'
import { Frame } from './parts/frame.tsx'
import { Failed, Nothing, WaitingPanel } from './parts/states.tsx'
import { may } from './rights.ts'
import { useMe, useSession } from './session.tsx'
import { WaitingProvider } from './waiting.tsx'

// Each screen is a file of its own to the browser, fetched when it is first opened.
const SignInScreen = lazy(() => import('./screens/sign-in/screen.tsx').then((file) => ({ default: file.SignInScreen })))
const TodayScreen = lazy(() => import('./screens/today/screen.tsx').then((file) => ({ default: file.TodayScreen })))
const ProductsScreen = lazy(() => import('./screens/products/screen.tsx').then((file) => ({ default: file.ProductsScreen })))
const ProductEditorScreen = lazy(() =>
  import('./screens/products/editor-screen.tsx').then((file) => ({ default: file.ProductEditorScreen })),
)
const ParcelsScreen = lazy(() => import('./screens/parcels/screen.tsx').then((file) => ({ default: file.ParcelsScreen })))
const LotsScreen = lazy(() => import('./screens/lots/screen.tsx').then((file) => ({ default: file.LotsScreen })))
const PapersScreen = lazy(() => import('./screens/papers/screen.tsx').then((file) => ({ default: file.PapersScreen })))
const StatementsScreen = lazy(() => import('./screens/statements/screen.tsx').then((file) => ({ default: file.StatementsScreen })))
const ShippingSheetsScreen = lazy(() =>
  import('./screens/parcels/sheets-screen.tsx').then((file) => ({ default: file.ShippingSheetsScreen })),
)
const AfterSalesScreen = lazy(() => import('./screens/after-sales/screen.tsx').then((file) => ({ default: file.AfterSalesScreen })))
const SuppliersScreen = lazy(() => import('./screens/suppliers/screen.tsx').then((file) => ({ default: file.SuppliersScreen })))
const CampaignsScreen = lazy(() => import('./screens/campaigns/screen.tsx').then((file) => ({ default: file.CampaignsScreen })))
const CouponsScreen = lazy(() => import('./screens/coupons/screen.tsx').then((file) => ({ default: file.CouponsScreen })))
const PostageScreen = lazy(() => import('./screens/postage/screen.tsx').then((file) => ({ default: file.PostageScreen })))
const SuggestionsScreen = lazy(() => import('./screens/suggestions/screen.tsx').then((file) => ({ default: file.SuggestionsScreen })))
const PeopleScreen = lazy(() => import('./screens/people/screen.tsx').then((file) => ({ default: file.PeopleScreen })))
const GuardScreen = lazy(() => import('./screens/guard/screen.tsx').then((file) => ({ default: file.GuardScreen })))
const TeamScreen = lazy(() => import('./screens/guard/team-screen.tsx').then((file) => ({ default: file.TeamScreen })))
const LedgerScreen = lazy(() => import('./screens/ledger/screen.tsx').then((file) => ({ default: file.LedgerScreen })))
const WithdrawalsScreen = lazy(() => import('./screens/withdrawals/screen.tsx').then((file) => ({ default: file.WithdrawalsScreen })))
const MovementsScreen = lazy(() => import('./screens/withdrawals/movements-screen.tsx').then((file) => ({ default: file.MovementsScreen })))
const ReconciliationScreen = lazy(() =>
  import('./screens/reconciliation/screen.tsx').then((file) => ({ default: file.ReconciliationScreen })),
)
const AuditScreen = lazy(() => import('./screens/audit/screen.tsx').then((file) => ({ default: file.AuditScreen })))
const PlanDraftScreen = lazy(() => import('./screens/plan/draft/screen.tsx').then((file) => ({ default: file.PlanDraftScreen })))
const PlanScreen = lazy(() => import('./screens/plan/screen.tsx').then((file) => ({ default: file.PlanScreen })))

/** Signed out, every address shows the sign-in; signed in again, one is where one was. */
function Door() {
  const { state, ask } = useSession()
  if (state.is === 'asking') return <WaitingPanel rows={8} />
  if (state.is === 'failed') return <Failed error={state.error} retry={() => void ask()} />
  if (state.is === 'out') {
    return (
      <Suspense fallback={null}>
        <SignInScreen />
      </Suspense>
    )
  }
  return (
    <WaitingProvider>
      <Frame />
    </WaitingProvider>
  )
}

function For({ route, children }: { route: Parameters<typeof may>[1]; children: ReactNode }) {
  const words = useWords()
  const { role } = useMe()
  return may(role, route) ? children : <Nothing title={words.forbidden} words={words.forbiddenWords} />
}

function NotFoundScreen() {
  const words = useWords()
  return <Nothing title={words.notFound} words={words.notFoundWords} />
}

const screen = (path: string, route: Parameters<typeof may>[1], element: ReactNode): RouteObject => ({
  path,
  errorElement: <Broken />,
  element: <For route={route}>{element}</For>,
})

export const screens: RouteObject[] = [
  {
    path: '/',
    element: <Door />,
    errorElement: <Broken />,
    children: [
      { index: true, element: <TodayScreen /> },
      screen('products', 'GET /console/products', <ProductsScreen />),
      screen('products/new', 'POST /console/products', <ProductEditorScreen />),
      screen('products/:id/edit', 'POST /console/products', <ProductEditorScreen />),
      screen('parcels', 'GET /console/parcels', <ParcelsScreen />),
      screen('postage', 'GET /console/postage', <PostageScreen />),
      screen('lots', 'GET /console/lots', <LotsScreen />),
      screen('statements', 'GET /console/statements', <StatementsScreen />),
      screen('papers', 'GET /console/supplier-documents', <PapersScreen />),
      screen('parcels/sheets', 'GET /console/shipping-sheets', <ShippingSheetsScreen />),
      screen('after-sales', 'GET /console/after-sales', <AfterSalesScreen />),
      screen('suppliers', 'GET /console/suppliers', <SuppliersScreen />),
      screen('campaigns', 'GET /console/campaigns', <CampaignsScreen />),
      screen('coupons', 'GET /console/coupons', <CouponsScreen />),
      screen('suggestions', 'GET /console/suggestions', <SuggestionsScreen />),
      screen('people', 'GET /console/people', <PeopleScreen />),
      screen('plan', 'GET /console/plans', <PlanScreen />),
      screen('plan/drafts/:id', 'GET /console/plans', <PlanDraftScreen />),
      screen('guard', 'GET /console/guard/cases', <GuardScreen />),
      screen('guard/teams/:id', 'GET /console/guard/cases', <TeamScreen />),
      screen('withdrawals', 'GET /console/withdrawals', <WithdrawalsScreen />),
      screen('reconciliation', 'GET /console/reconciliation/days', <ReconciliationScreen />),
      screen('movements', 'GET /console/movements', <MovementsScreen />),
      screen('ledger', 'GET /console/ledger/accounts', <LedgerScreen />),
      screen('audit', 'GET /console/audit/runs', <AuditScreen />),
      { path: '*', element: <NotFoundScreen /> },
    ],
  },
]
