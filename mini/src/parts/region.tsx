import { useState } from 'react'
import { call, type Reply } from '../api.ts'
import { Box } from '../elements/box.tsx'
import { Press } from '../elements/press.tsx'
import { Text } from '../elements/text.tsx'
import { useLoad } from '../load.ts'
import { useWords } from '../words/words.ts'
import { Sheet } from './above.tsx'
import { Icon } from './icon.tsx'
import { Await } from './states.tsx'

type Regions = Reply<'GET /regions'>
type Entry = { code: string; name: string }

const entries = (names: Record<string, string>, prefix: string): Entry[] =>
  Object.entries(names)
    .filter(([code]) => code.startsWith(prefix))
    .map(([code, name]) => ({ code, name }))

/** `广东省 深圳市 南山区`, by the national code whose first two, four and six digits name the levels. */
function nameOf(regions: Regions, code: string): string {
  return [regions.provinces[`${code.slice(0, 2)}0000`], regions.cities[`${code.slice(0, 4)}00`], regions.districts[code]]
    .filter(Boolean)
    .join(' ')
}

/** Province, city and district, chosen one after the other from lists: the same on both platforms and with the keyboard. */
export function RegionField({ code, onChange, wrong }: { code: string; onChange: (code: string) => void; wrong: string | undefined }) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const regions = useLoad('regions', () => call('GET /regions'))
  const shown = code && regions.data ? nameOf(regions.data, code) : ''
  return (
    <Box className="field">
      <Text className="name">{words.addresses.region}</Text>
      <Press
        className={`box region${wrong ? ' invalid' : ''}`}
        onPress={() => setOpen(true)}
        label={`${words.addresses.region} ${shown}`}
        testId="region"
      >
        <Text className={`grow t16${shown ? '' : ' sec'}`}>{shown || words.choose}</Text>
        <Icon name="down" size="m" />
      </Press>
      {wrong && <Text className="wrong">{wrong}</Text>}
      {open && (
        <Sheet title={words.addresses.region} onClose={() => setOpen(false)} testId="regions">
          <Await from={regions}>
            {(found) => (
              <Levels
                regions={found}
                onChoose={(chosen) => {
                  onChange(chosen)
                  setOpen(false)
                }}
              />
            )}
          </Await>
        </Sheet>
      )}
    </Box>
  )
}

function Levels({ regions, onChoose }: { regions: Regions; onChoose: (code: string) => void }) {
  const words = useWords().addresses
  const [province, setProvince] = useState<Entry>()
  const [city, setCity] = useState<Entry>()
  const list = city
    ? entries(regions.districts, city.code.slice(0, 4))
    : province
      ? entries(regions.cities, province.code.slice(0, 2))
      : entries(regions.provinces, '')
  const choose = (entry: Entry) => (city ? onChoose(entry.code) : province ? setCity(entry) : setProvince(entry))
  return (
    <>
      <Box className="row tight crumbs">
        <Press
          className={`chip${province ? '' : ' on'}`}
          onPress={() => {
            setProvince(undefined)
            setCity(undefined)
          }}
        >
          {province?.name ?? words.province}
        </Press>
        {province && (
          <Press className={`chip${city ? '' : ' on'}`} onPress={() => setCity(undefined)}>
            {city?.name ?? words.city}
          </Press>
        )}
        {city && <Text className="chip on">{words.district}</Text>}
      </Box>
      <Box className="cells mt8">
        {list.map((entry) => (
          <Press key={entry.code} className="cell item" onPress={() => choose(entry)} testId={`region-${entry.code}`}>
            <Text className="t16">{entry.name}</Text>
          </Press>
        ))}
      </Box>
    </>
  )
}
