import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Range } from '../../elements/range.tsx'
import { Text } from '../../elements/text.tsx'
import { Sheet } from '../../parts/above.tsx'
import { Button } from '../../parts/button.tsx'
import { choosePicture } from '../../platform/choose-picture.ts'
import { useWords } from '../../words/words.ts'
import { type Crop, frameOf, squareOf } from './crop.ts'

type Chosen = Crop['picture'] & { id: Reply<'POST /files'>['id']; path: string }

/** The portrait of the card: a picture of one's own, cut to a square, or the one of the account. */
export function PortraitField({
  value,
  known,
  onChange,
}: {
  value: string | null
  known: string
  onChange: (path: string | null) => void
}) {
  const words = useWords().cards.edit
  const { busy, act } = useAct()
  const [chosen, setChosen] = useState<Chosen>()
  const choose = () =>
    act(async () => {
      const picked = await choosePicture()
      if (!picked) return
      const { id, path } = await call('POST /files', { query: { name: picked.name }, file: picked.bytes })
      setChosen({ id, path, width: picked.width, height: picked.height })
    })
  return (
    <Box className="field">
      <Text className="name">{words.portrait}</Text>
      <Box className="row">
        <Box className="portrait-now">
          <Picture src={value ?? known} />
        </Box>
        <Box className="col grow gap8">
          <Button kind="outline" small busy={busy} onPress={choose} testId="choose-portrait">
            {words.choosePortrait}
          </Button>
          {value !== null && (
            <Button kind="quiet" small onPress={() => onChange(null)}>
              {words.ownPortrait}
            </Button>
          )}
        </Box>
      </Box>
      <Text className="hint">{words.portraitHint}</Text>
      {chosen && (
        <CropSheet
          chosen={chosen}
          onClose={() => setChosen(undefined)}
          onCut={(path) => {
            onChange(path)
            setChosen(undefined)
          }}
        />
      )}
    </Box>
  )
}

/** A square window over the picture; three handles move the picture beneath it. The server does the cutting. */
function CropSheet({ chosen, onClose, onCut }: { chosen: Chosen; onClose: () => void; onCut: (path: string) => void }) {
  const words = useWords().cards.edit
  const { busy, act } = useAct()
  const [crop, setCrop] = useState<Omit<Crop, 'picture'>>({ size: 100, across: 50, down: 20 })
  const whole = { ...crop, picture: chosen }
  const cut = () =>
    act(async () => {
      const { path } = await call('POST /files/:id/square', { params: { id: chosen.id }, body: squareOf(whole) })
      onCut(path)
    })
  const handles = [
    ['size', words.cropSize],
    ['across', words.cropAcross],
    ['down', words.cropDown],
  ] as const
  return (
    <Sheet
      title={words.crop}
      onClose={onClose}
      testId="crop"
      foot={
        <Button wide busy={busy} onPress={cut} testId="crop-done">
          {words.cropDone}
        </Button>
      }
    >
      <Box className="crop-window">
        <Box className="crop-picture" style={frameOf(whole)}>
          <Picture src={chosen.path} eager />
        </Box>
      </Box>
      {handles.map(([key, name]) => (
        <Box key={key} className="row">
          <Text className="t12 sec crop-name">{name}</Text>
          <Range value={crop[key]} onChange={(value) => setCrop({ ...crop, [key]: value })} label={name} testId={`crop-${key}`} />
        </Box>
      ))}
    </Sheet>
  )
}
