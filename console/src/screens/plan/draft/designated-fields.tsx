import { CloseOutlined } from '@ant-design/icons'
import { formatMoney } from '@lianka/design/money'
import { Button, Select } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../../../api.ts'
import { useWords } from '../../../language.tsx'
import { useAsked } from '../../../parts/asked.ts'
import { Mark } from '../../../parts/mark.tsx'
import { Picture } from '../../../parts/picture.tsx'
import { MoneyInput } from '../../products/editor/money-input.tsx'
import type { Designable, Plan, Terms } from '../published.ts'
import type { Editing } from './use-draft.ts'
import { usualFloor } from './written.ts'

type Chosen = Terms['designated'][number]
type DesignatedFieldsProps = {
  editing: Editing
  known: ReadonlyMap<string, Designable>
  names: Record<string, string>
  before: Plan
  onMeet: (product: Designable) => void
  disabled: boolean
}

/** Which goods make an agent when bought, and how much must be left of the purchase. */
export function DesignatedFields({ editing: { terms, change }, known, names, before, onMeet, disabled }: DesignatedFieldsProps) {
  const { plan: words, planDrafts } = useWords()
  const { designated } = terms
  const add = (product: Designable) => {
    onMeet(product)
    const floor = usualFloor(product.usualPriceFen) as Chosen['qualifyingFloorFen']
    change({ designated: [...designated, { productId: product.id, qualifyingFloorFen: floor }] })
  }
  const set = (productId: string, floor: number | undefined) =>
    floor !== undefined &&
    change({
      designated: designated.map((each) =>
        each.productId === productId ? { ...each, qualifyingFloorFen: floor as Chosen['qualifyingFloorFen'] } : each,
      ),
    })
  const remove = (productId: string) => change({ designated: designated.filter((each) => each.productId !== productId) })
  return (
    <section className="panel pad" id="designated" data-testid="draft-designated">
      <header className="panel-head">
        <h2>{planDrafts.designated}</h2>
        <small>{planDrafts.designatedNote}</small>
      </header>
      {designated.length === 0 && <p className="quiet">{words.noDesignated}</p>}
      <ul className="line-list">
        {designated.map((each) => (
          <ChosenRow
            key={each.productId}
            chosen={each}
            product={known.get(each.productId)}
            name={known.get(each.productId)?.title ?? names[each.productId] ?? each.productId}
            isNew={before.designated.every(({ productId }) => productId !== each.productId)}
            disabled={disabled}
            onFloor={(floor) => set(each.productId, floor)}
            onRemove={() => remove(each.productId)}
          />
        ))}
      </ul>
      {!disabled && <AddProduct taken={designated.map(({ productId }) => productId)} onAdd={add} />}
    </section>
  )
}

type ChosenRowProps = {
  chosen: Chosen
  product: Designable | undefined
  name: string
  isNew: boolean
  disabled: boolean
  onFloor: (floor: number | undefined) => void
  onRemove: () => void
}

function ChosenRow({ chosen, product, name, isNew, disabled, onFloor, onRemove }: ChosenRowProps) {
  const { planDrafts } = useWords()
  return (
    <li>
      {product && <Picture path={product.picture} />}
      <div className="cell-two designated-name">
        <span>{name}</span>
        <small>{product ? planDrafts.usual(formatMoney(product.usualPriceFen)) : planDrafts.notOnSale}</small>
      </div>
      {isNew && <Mark tone="wait">{planDrafts.designatedNow}</Mark>}
      <small className="quiet">{planDrafts.floor}</small>
      {disabled ? (
        formatMoney(chosen.qualifyingFloorFen)
      ) : (
        <>
          <MoneyInput label={planDrafts.floor} value={chosen.qualifyingFloorFen} onChange={onFloor} />
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={planDrafts.removeProduct(name)}
            title={planDrafts.removeProduct(name)}
            onClick={onRemove}
          />
        </>
      )}
    </li>
  )
}

/** Searches goods on sale once the typing pauses. */
function AddProduct({ taken, onAdd }: { taken: readonly string[]; onAdd: (product: Designable) => void }) {
  const { planDrafts } = useWords()
  const [text, setText] = useState('')
  const [words, setWords] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setWords(text.trim().slice(0, 60)), 300)
    return () => clearTimeout(timer)
  }, [text])
  const { data, asking } = useAsked(`designable ${words}`, () =>
    call('GET /console/designable-products', { query: words ? { words } : {} }),
  )
  const offered = (data?.items ?? []).filter(({ id }) => !taken.includes(id))
  return (
    <Select
      className="add-product"
      value={null}
      showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
      placeholder={planDrafts.addProduct}
      aria-label={planDrafts.addProduct}
      loading={asking}
      notFoundContent={asking ? null : planDrafts.noProduct}
      options={offered.map(({ id, title, usualPriceFen }) => ({ value: id as string, label: `${title}  ${formatMoney(usualPriceFen)}` }))}
      onChange={(id: string | null) => {
        const found = offered.find((product) => product.id === id)
        setText('')
        if (found) onAdd(found)
      }}
      data-testid="designate"
    />
  )
}
