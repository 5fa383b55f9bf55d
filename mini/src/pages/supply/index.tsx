import { formatDay } from '../../../../design/dates.ts'
import { call, type Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Row } from '../../parts/list.tsx'
import { Tag } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { openDocument } from '../../platform/document.ts'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import { ApplicationForm } from './application-form.tsx'
import { ConsoleAccount } from './console-account.tsx'
import { Renewal } from './renewal.tsx'
import './index.css'

export type MySupplier = NonNullable<Reply<'GET /my/supplier'>['supplier']>
type Document = MySupplier['documents'][number]

/** From wanting to sell one's own goods to being a supplier: applying, waiting, renewing, the way into the console. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Supply() {
  const words = useWords().supply
  const own = useLoad('my-supplier', () => call('GET /my/supplier'))
  const change = (supplier: MySupplier) => own.change({ supplier })
  return (
    <Screen title={words.title} testId="supply">
      <Await from={own}>
        {({ supplier }) =>
          supplier === null || supplier.returnedBecause !== null ? (
            <>
              {supplier?.returnedBecause ? <Returned because={supplier.returnedBecause} /> : <Lead />}
              <ApplicationForm supplier={supplier} onApplied={change} />
            </>
          ) : (
            <Standing supplier={supplier} onChange={own.reload} />
          )
        }
      </Await>
    </Screen>
  )
}

function Lead() {
  const words = useWords().supply
  return (
    <Text as="p" className="t16 pad mt12">
      {words.lead}
    </Text>
  )
}

function Returned({ because }: { because: string }) {
  const words = useWords().supply
  return (
    <Box className="card block" testId="supply-returned">
      <Text as="h2" className="b">
        {words.returned}
      </Text>
      <Text as="p" className="mt4">
        {because}
      </Text>
    </Box>
  )
}

const tones = { applied: 'amber', approved: 'jade', suspended: '' } as const

function Standing({ supplier, onChange }: { supplier: MySupplier; onChange: () => void }) {
  const words = useWords().supply
  const because = supplier.suspendedBecause === 'licence_expired' ? words.licenceExpired : supplier.suspendedBecause
  return (
    <>
      <Box className="card block" testId="supply-standing">
        <Box className="row between">
          <Text as="h2" className="h2">
            {supplier.name}
          </Text>
          <Tag tone={tones[supplier.state]}>{words.states[supplier.state]}</Tag>
        </Box>
        <Text as="p" className="sec mt4">
          {supplier.state === 'suspended' ? because : words.stateWords[supplier.state]}
        </Text>
        <Row name={words.region}>{supplier.region}</Row>
        <Row name={words.contact}>{`${supplier.contact.name} ${supplier.contact.phone}`}</Row>
      </Box>
      <Papers documents={supplier.documents} />
      {supplier.state !== 'applied' && (
        <>
          <Renewal onShown={onChange} />
          <ConsoleAccount userName={supplier.consoleUser} />
        </>
      )}
    </>
  )
}

function Papers({ documents }: { documents: Document[] }) {
  const words = useWords().supply
  const { language } = usePreferences()
  return (
    <Box className="card block">
      <Text as="h2" className="b">
        {words.papers}
      </Text>
      {documents.map((one) => (
        <Press
          key={one.id}
          className="row between mt12 paper"
          onPress={() => void openDocument(`/files/${one.fileId}`)}
          testId={`paper-${one.kind}`}
        >
          <Box className="col grow">
            <Text>{words.kinds[one.kind]}</Text>
            <Text className="t12 sec num">{one.number}</Text>
            <Text className="t12 sec">
              {one.rejectedBecause ?? (one.expiresAt ? words.until(formatDay(one.expiresAt, language, now().toISOString())) : words.noEnd)}
            </Text>
          </Box>
          <Tag tone={one.state === 'approved' ? 'jade' : one.state === 'submitted' ? 'amber' : ''}>{words.paperStates[one.state]}</Tag>
        </Press>
      ))}
    </Box>
  )
}
