import { FilePdfOutlined } from '@ant-design/icons'
import { Alert } from 'antd'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { DetailDrawer } from '../../parts/detail-drawer.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Picture } from '../../parts/picture.tsx'
import { Failed, WaitingRows } from '../../parts/states.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import { ProductActions } from './actions.tsx'
import { DigitalFacts } from './digital-facts.tsx'
import { Materials } from './materials.tsx'
import { Options } from './options.tsx'
import { type Product, toneOf } from './product.ts'
import { Trace } from './trace.tsx'

type ProductDrawerProps = { id: string | null; known: Product | undefined; onClose: () => void; onChange: (product: Product) => void }

/** Opens with what the table knows; a link to a product that is not in the table asks for it. */
export function ProductDrawer({ id, known, onClose, onChange }: ProductDrawerProps) {
  const asked = useAsked(id && !known ? `product ${id}` : null, () =>
    call('GET /console/products/:id', { params: { id: id as Product['id'] } }),
  )
  const product = known ?? asked.data
  const change = (changed: Product) => {
    onChange(changed)
    if (!known) asked.again()
  }
  return (
    <DetailDrawer
      wide
      open={id !== null}
      title={product?.title}
      onClose={onClose}
      footer={product && <ProductActions product={product} onChange={change} />}
    >
      {product && <ProductFacts product={product} onChange={change} />}
      {!product && asked.error !== undefined && <Failed error={asked.error} retry={asked.again} />}
      {!product && asked.error === undefined && <WaitingRows rows={6} />}
    </DetailDrawer>
  )
}

function ProductFacts({ product, onChange }: { product: Product; onChange: (product: Product) => void }) {
  const words = useWords()
  const { time } = useTimes()
  const { products } = words
  const mine = may(useMe().role, 'POST /console/products')
  return (
    <>
      {product.rejectedBecause && (
        <Alert type="error" showIcon title={products.rejectedBecause} description={product.rejectedBecause} className="drawer-alert" />
      )}
      <div className="pictures">
        {product.pictures.map((path) => (
          <a key={path} href={path} target="_blank" rel="noreferrer" aria-label={product.title}>
            <Picture path={path} size={112} />
          </a>
        ))}
      </div>
      <p className="drawer-subtitle">{product.subtitle}</p>
      <Facts
        items={[
          [
            words.state,
            <Mark key="state" tone={toneOf[product.state]}>
              {words.productStates[product.state]}
            </Mark>,
          ],
          [products.supplier, product.supplierName],
          [products.listed, products.shops(product.listingCount)],
          [words.updatedAt, time(product.updatedAt)],
        ]}
      />
      {product.returnExcepted && <p className="note">{products.excepted}</p>}
      {product.digital && <DigitalFacts product={product} digital={product.digital} />}
      <h3 className="drawer-head">{products.options}</h3>
      <Options product={product} onChange={onChange} />
      {mine && <Materials product={product} />}
      <h3 className="drawer-head">{products.lot}</h3>
      {product.lot ? (
        <>
          <Report inspection={product.lot.inspection} />
          <Trace lot={product.lot} />
        </>
      ) : (
        <p className="quiet">{products.noLot}</p>
      )}
      <p className="drawer-description">{product.description}</p>
    </>
  )
}

function Report({ inspection }: { inspection: NonNullable<Product['lot']>['inspection'] }) {
  const { products } = useWords()
  const { day } = useTimes()
  if (!inspection) return <Alert type="warning" showIcon title={products.noReport} className="drawer-alert" />
  return (
    <a className="report" href={`/files/${inspection.fileId}`} target="_blank" rel="noreferrer" data-testid="report">
      <FilePdfOutlined />
      <span className="cell-two">
        <b>{inspection.result}</b>
        <small>{`${products.reportLine(inspection.agency, inspection.reportNumber)}，${day(inspection.issuedAt)}，${products.pages(inspection.pages)}`}</small>
      </span>
      <span className="report-open">{products.openReport}</span>
    </a>
  )
}
