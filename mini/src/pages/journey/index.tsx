import { useRouter } from '@tarojs/taro'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { Tracks } from '../../parts/tracks.tsx'
import { queryOf } from '../../query.ts'
import { type Dictionary, useWords } from '../../words/words.ts'

type Step = Reply<'GET /orders/:id/journey'>['parcels'][number]['steps'][number]

const said = (words: Dictionary['delivery'], { what, text, title }: Step) => {
  const name = words.steps[what]
  // Many a station already begins with what it is.
  const named = what === 'track' || text.startsWith(name) ? text : text ? `${name}：${text}` : name
  return title ? `${title} · ${named}` : named
}

/** From the orchard to the door: the lot's stations and the parcel's tracks, one after the other. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function JourneyPage() {
  const words = useWords().delivery
  const { id = '' } = queryOf(useRouter().params)
  const journey = useLoad(`journey:${id}`, () => call('GET /orders/:id/journey', { params: { id } }))
  return (
    <Screen title={words.journey} testId="journey">
      <Await from={journey}>
        {({ parcels }) =>
          parcels.map(({ parcelId, supplierName, steps }) => (
            <Box key={parcelId} className="card block">
              <Text as="h2" className="b">
                {words.journeyFrom(supplierName)}
              </Text>
              <Box className="mt12">
                <Tracks steps={steps.map((step) => ({ at: step.at, place: step.place, text: said(words, step) }))} />
              </Box>
            </Box>
          ))
        }
      </Await>
    </Screen>
  )
}
