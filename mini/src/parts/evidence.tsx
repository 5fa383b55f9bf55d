import { useAct } from '../act.ts'
import { call } from '../api.ts'
import { Box } from '../elements/box.tsx'
import { Picture } from '../elements/picture.tsx'
import { Press } from '../elements/press.tsx'
import { Text } from '../elements/text.tsx'
import { choosePicture } from '../platform/choose-picture.ts'
import { tell } from '../tell.ts'
import { useWords } from '../words/words.ts'
import { Icon } from './icon.tsx'

export type Shown = { id: string; path: string }
const most = 6
/** What the server takes. */
const mostBytes = 10_485_760

/** Pictures one shows: chosen, sent at once, taken away again. */
export function EvidenceField({ value, onChange }: { value: Shown[]; onChange: (value: Shown[]) => void }) {
  const words = useWords().refund
  const { busy, act } = useAct()
  const add = () =>
    act(async () => {
      const chosen = await choosePicture()
      if (!chosen) return
      if (chosen.bytes.byteLength > mostBytes) return tell(words.pictureTooLarge)
      const kept = await call('POST /files', { query: { name: chosen.name }, file: chosen.bytes })
      if (!value.some(({ id }) => id === kept.id)) onChange([...value, { id: kept.id, path: kept.path }])
    })
  return (
    <Box className="field">
      <Text className="name">{words.pictures}</Text>
      <Box className="evidence" testId="evidence">
        {value.map((picture, at) => (
          <Box key={picture.id} className="shot">
            <Picture src={picture.path} alt={words.picture(at + 1)} />
            <Press
              className="drop"
              label={words.removePicture}
              onPress={() => onChange(value.filter(({ id }) => id !== picture.id))}
              testId={`drop-${at}`}
            >
              <Icon name="x" size="s" />
            </Press>
          </Box>
        ))}
        {value.length < most && (
          <Press className={`shot add${busy ? ' busy' : ''}`} disabled={busy} onPress={add} testId="add-evidence">
            <Icon name="camera" />
            <Text className="t12">{words.addPicture}</Text>
          </Press>
        )}
      </Box>
    </Box>
  )
}

/** What both sides have shown. */
export function EvidenceRow({ pictures }: { pictures: { path: string }[] }) {
  const words = useWords().refund
  return (
    <Box className="evidence">
      {pictures.map(({ path }, at) => (
        <Box key={path} className="shot">
          <Picture src={path} alt={words.picture(at + 1)} />
        </Box>
      ))}
    </Box>
  )
}
