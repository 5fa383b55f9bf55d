import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { chooseAddress } from '../../chosen-address.ts'
import { Box } from '../../elements/box.tsx'
import { useIntention } from '../../intention.ts'
import { useLoad } from '../../load.ts'
import { back } from '../../navigation.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Switch } from '../../parts/form.tsx'
import { RegionField } from '../../parts/region.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { queryOf } from '../../query.ts'
import { confirm } from '../../tell.ts'
import { useWords } from '../../words/words.ts'

type Address = Reply<'GET /addresses'>['items'][number]

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function AddressPage() {
  const words = useWords().addresses
  const { id } = queryOf(useRouter().params)
  const addresses = useLoad('addresses', async () => (await call('GET /addresses')).items)
  return (
    <Screen title={id ? words.editTitle : words.newTitle}>
      <Await from={addresses}>{(items) => <AddressForm known={items.find((address) => address.id === id)} />}</Await>
    </Screen>
  )
}

function AddressForm({ known }: { known: Address | undefined }) {
  const words = useWords()
  const [name, setName] = useState(known?.name ?? '')
  const [phone, setPhone] = useState(known?.phone ?? '')
  const [regionCode, setRegionCode] = useState(known?.regionCode ?? '')
  const [detail, setDetail] = useState(known?.detail ?? '')
  const [preferred, setPreferred] = useState(known?.preferred ?? false)
  const [pressed, setPressed] = useState(false)
  const { busy, act } = useAct()
  const intention = useIntention()
  const wrong = {
    name: name.trim() ? undefined : words.addresses.nameWrong,
    phone: /^1[3-9]\d{9}$/.test(phone) ? undefined : words.addresses.phoneWrong,
    region: /^\d{6}$/.test(regionCode) ? undefined : words.addresses.regionWrong,
    detail: detail.trim().length >= 2 ? undefined : words.addresses.detailWrong,
  }
  const shown = pressed ? wrong : { name: undefined, phone: undefined, region: undefined, detail: undefined }
  const save = () => {
    setPressed(true)
    if (Object.values(wrong).some(Boolean)) return
    act(async () => {
      const body = { name, phone, regionCode, detail, preferred }
      const kept = known
        ? await call('PUT /addresses/:id', { params: { id: known.id }, body })
        : await call('POST /addresses', { body, intention })
      intention.fulfilled()
      chooseAddress(kept.id)
      back()
    })
  }
  const remove = (address: Address) =>
    act(async () => {
      const agreed = await confirm({
        title: words.addresses.removeAsk,
        words: words.addresses.removeWords,
        yes: words.remove,
        no: words.cancel,
        danger: true,
      })
      if (!agreed) return
      await call('DELETE /addresses/:id', { params: { id: address.id } })
      back()
    })
  return (
    <>
      <Box className="card block flush">
        <Field name={words.addresses.name} value={name} onInput={setName} maxLength={30} wrong={shown.name} testId="address-name" />
        <Field
          name={words.addresses.phone}
          kind="phone"
          value={phone}
          onInput={setPhone}
          maxLength={11}
          wrong={shown.phone}
          testId="address-phone"
        />
        <RegionField code={regionCode} onChange={setRegionCode} wrong={shown.region} />
        <Field
          name={words.addresses.detail}
          value={detail}
          onInput={setDetail}
          placeholder={words.addresses.detailHint}
          maxLength={120}
          wrong={shown.detail}
          testId="address-detail"
        />
        <Switch name={words.addresses.makePreferred} on={preferred} onChange={setPreferred} testId="address-preferred" />
      </Box>
      <Box className="pad mt16 col gap12">
        <Button wide busy={busy} onPress={save} testId="save-address">
          {words.save}
        </Button>
        {known && (
          <Button kind="danger" wide onPress={() => remove(known)} testId="remove-address">
            {words.remove}
          </Button>
        )}
      </Box>
    </>
  )
}
