import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Film } from '../../elements/film.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { Button } from '../../parts/button.tsx'
import type { Media } from '../../parts/card/media.tsx'
import { Field } from '../../parts/form.tsx'
import { Icon } from '../../parts/icon.tsx'
import { choosePicture } from '../../platform/choose-picture.ts'
import { pickVideo } from '../../platform/pick-video.ts'
import { useWords } from '../../words/words.ts'

const mostBlocks = 6
const mostPictures = 9

/** Uploads a picture the person chooses; undefined when they chose none. */
async function sentPicture(): Promise<string | undefined> {
  const chosen = await choosePicture()
  return chosen && (await call('POST /files', { query: { name: chosen.name }, file: chosen.bytes })).path
}

/** Pictures, pairs and films, block by block. */
export function MediaField({ value, onChange }: { value: Media[]; onChange: (value: Media[]) => void }) {
  const words = useWords().cards
  const { busy, act } = useAct()
  const add = (make: () => Promise<Media | undefined>) =>
    act(async () => {
      const block = await make()
      if (block) onChange([...value, block])
    })
  const ofPicture = (make: (path: string) => Media) => async () => {
    const path = await sentPicture()
    return path === undefined ? undefined : make(path)
  }
  const film = async (): Promise<Media | undefined> => {
    const picked = await pickVideo()
    if (!picked) return undefined
    const { path } = await call('POST /videos', { query: { name: picked.name || 'film.mp4' }, file: picked.bytes })
    return { kind: 'video', video: path, cover: null, caption: '' }
  }
  return (
    <>
      <Text as="h2" className="h2 pad mt16">
        {words.media}
      </Text>
      <Box className="card block flush">
        {value.map((block, at) => (
          <OneBlock
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name while they are arranged
            key={at}
            block={block}
            onChange={(changed) => onChange(value.map((each, index) => (index === at ? changed : each)))}
            onDrop={() => onChange(value.filter((_, index) => index !== at))}
          />
        ))}
        <Box className="field">
          {value.length < mostBlocks && (
            <Box className="row wrap tight">
              <Button
                kind="outline"
                small
                busy={busy}
                onPress={() => add(ofPicture((path) => ({ kind: 'pictures', pictures: [path], caption: '' })))}
                testId="add-pictures"
              >
                {words.edit.addPictures}
              </Button>
              <Button
                kind="outline"
                small
                busy={busy}
                onPress={() => add(ofPicture((path) => ({ kind: 'compare', before: path, after: path, caption: '' })))}
                testId="add-compare"
              >
                {words.edit.addCompare}
              </Button>
              <Button kind="outline" small busy={busy} onPress={() => add(film)} testId="add-video">
                {words.edit.addVideo}
              </Button>
            </Box>
          )}
          <Text className="hint">{`${words.edit.videoHint}${words.edit.mediaMost}`}</Text>
        </Box>
      </Box>
    </>
  )
}

function OneBlock({ block, onChange, onDrop }: { block: Media; onChange: (block: Media) => void; onDrop: () => void }) {
  const words = useWords()
  return (
    <Box className="one-block">
      {block.kind === 'pictures' && <Pictures block={block} onChange={onChange} />}
      {block.kind === 'compare' && <Pair block={block} onChange={onChange} />}
      {block.kind === 'video' && <Film src={block.video} cover={block.cover} label={words.cards.play} />}
      <Field
        name={words.cards.edit.caption}
        value={block.caption}
        onInput={(caption) => onChange({ ...block, caption })}
        maxLength={40}
        after={
          <Press className="iconbtn" onPress={onDrop} label={words.cards.edit.dropBlock}>
            <Icon name="trash" size="m" />
          </Press>
        }
      />
    </Box>
  )
}

type PicturesBlock = Extract<Media, { kind: 'pictures' }>

function Pictures({ block, onChange }: { block: PicturesBlock; onChange: (block: Media) => void }) {
  const words = useWords().cards
  const { busy, act } = useAct()
  const add = () =>
    act(async () => {
      const path = await sentPicture()
      if (path !== undefined && !block.pictures.includes(path)) onChange({ ...block, pictures: [...block.pictures, path] })
    })
  return (
    <Box className="evidence">
      {block.pictures.map((path) => (
        <Box key={path} className="shot">
          <Picture src={path} />
          {block.pictures.length > 1 && (
            <Press
              className="drop"
              label={words.edit.dropPicture}
              onPress={() => onChange({ ...block, pictures: block.pictures.filter((each) => each !== path) })}
            >
              <Icon name="x" size="s" />
            </Press>
          )}
        </Box>
      ))}
      {block.pictures.length < mostPictures && (
        <Press className={`shot add${busy ? ' busy' : ''}`} disabled={busy} onPress={add}>
          <Icon name="camera" />
          <Text className="t12">{words.edit.addPicture}</Text>
        </Press>
      )}
    </Box>
  )
}

type PairBlock = Extract<Media, { kind: 'compare' }>

function Pair({ block, onChange }: { block: PairBlock; onChange: (block: Media) => void }) {
  const words = useWords().cards.edit
  const { busy, act } = useAct()
  const change = (side: 'before' | 'after') =>
    act(async () => {
      const path = await sentPicture()
      if (path !== undefined) onChange({ ...block, [side]: path })
    })
  return (
    <>
      <Box className="pair">
        {(['before', 'after'] as const).map((side) => (
          <Press key={side} className="half" disabled={busy} onPress={() => change(side)} testId={`compare-${side}`}>
            <Box className="half-picture">
              <Picture src={block[side]} />
            </Box>
            <Text className="link t12">{words[side]}</Text>
          </Press>
        ))}
      </Box>
      <Text className="hint">{words.compareNote}</Text>
    </>
  )
}
