import { useState } from 'react'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Sheet } from '../../parts/above.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Await } from '../../parts/states.tsx'
import { useWords } from '../../words/words.ts'

/** The province that goods are sent from, by the first two digits of its code; empty for anywhere. */
export function ProvinceChoice({ province, onChange }: { province: string; onChange: (province: string) => void }) {
  const words = useWords().offers
  const [open, setOpen] = useState(false)
  const regions = useLoad('regions', () => call('GET /regions'))
  const shown = regions.data?.provinces[`${province}0000`] ?? words.anyRegion
  const choose = (chosen: string) => {
    setOpen(false)
    onChange(chosen)
  }
  return (
    <>
      <Press
        className={`chip choose-place${province ? ' on' : ''}`}
        onPress={() => setOpen(true)}
        label={`${words.region} ${shown}`}
        testId="province"
      >
        <Icon name="pin" size="s" />
        <Text>{shown}</Text>
        <Icon name="down" size="s" />
      </Press>
      {open && (
        <Sheet title={words.region} onClose={() => setOpen(false)} testId="provinces">
          <Await from={regions}>
            {({ provinces }) => (
              <Box className="cells">
                {[['', words.anyRegion] as const, ...Object.entries(provinces)].map(([code, name]) => (
                  <Press
                    key={code}
                    className="cell item"
                    onPress={() => choose(code.slice(0, 2))}
                    on={code.slice(0, 2) === province}
                    testId={`province-${code.slice(0, 2) || 'any'}`}
                  >
                    <Text className="t16 grow">{name}</Text>
                    {code.slice(0, 2) === province && <Icon name="check" size="m" />}
                  </Press>
                ))}
              </Box>
            )}
          </Await>
        </Sheet>
      )}
    </>
  )
}
