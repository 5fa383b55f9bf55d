import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useAct } from '../../act.ts'
import { addressOf, call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Chips, Field } from '../../parts/form.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Skeleton } from '../../parts/states.tsx'
import { fetchPoster, savePoster } from '../../platform/poster.ts'
import { useShareCard } from '../../platform/share.ts'
import { usePreferences } from '../../preferences.ts'
import { queryOf } from '../../query.ts'
import { wordsOf } from '../../refused.ts'
import { useMe } from '../../session.ts'
import { recallShareCode } from '../../share-code.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import { loadSubjects, type Subject, type SubjectKind, type Template, templatesFor } from './subjects.ts'
import './index.css'

/** Choose what it is about and how it looks; the server draws it with what is true now. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function PostersPage() {
  const words = useWords().cards.poster
  const me = useMe()
  const { kind, id, title } = queryOf(useRouter().params)
  const asked = kind && id ? { kind: kind as SubjectKind, id, title: title ?? '' } : undefined
  const subjects = useLoad(
    `poster-subjects:${me?.id}:${id}`,
    () => loadSubjects(asked),
    () => true,
  )
  return (
    <Screen title={words.title} testId="posters">
      <Await from={subjects} bones={<Skeleton heights={[48, 420]} />}>
        {(found) => <Studio subjects={found} first={asked?.kind ?? 'card'} />}
      </Await>
    </Screen>
  )
}

function Studio({ subjects, first }: { subjects: Subject[]; first: SubjectKind }) {
  const words = useWords().cards.poster
  const [kind, setKind] = useState<SubjectKind>(first)
  const ofKind = subjects.filter((subject) => subject.kind === kind)
  const [chosen, setChosen] = useState<Subject | undefined>()
  const subject = chosen?.kind === kind ? chosen : ofKind[0]
  const kinds = [...new Set(subjects.map((each) => each.kind))]
  return (
    <>
      <Box className="pad mt8">
        <Chips
          name={words.about}
          choices={kinds.map((value) => ({ value, name: words.kinds[value] }))}
          value={kind}
          onChange={(value) => setKind(value)}
        />
      </Box>
      {ofKind.length > 1 && (
        <Box className="subjects">
          {ofKind.map((each) => (
            <Press
              key={each.id}
              className={`subject${each.id === subject?.id ? ' on' : ''}`}
              role="radio"
              on={each.id === subject?.id}
              onPress={() => setChosen(each)}
              testId="poster-subject"
            >
              <Box className="subject-picture">
                <Picture src={each.picture} />
              </Box>
              <Text className="t12 two-lines">{each.title}</Text>
            </Press>
          ))}
        </Box>
      )}
      {subject && <Draw key={`${subject.kind}${subject.id}`} subject={subject} />}
    </>
  )
}

type Drawn = { source: string } | { failed: unknown } | undefined

function Draw({ subject }: { subject: Subject }) {
  const { cards } = useWords()
  const words = cards.poster
  const templates = templatesFor(subject.kind)
  const [template, setTemplate] = useState<Template>(templates[0] as Template)
  const [code, setCode] = useState<'link' | 'mini'>('link')
  const [occasion, setOccasion] = useState('')
  const [used, setUsed] = useState('')
  const [drawn, setDrawn] = useState<Drawn>()
  const [round, setRound] = useState(0)
  useShareCard(() => ({ kind: subject.kind, targetId: subject.id, title: subject.title, path: subject.path, picture: subject.picture }))
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` draws the same again, with what is true by then
  useEffect(() => {
    let wanted = true
    setDrawn(undefined)
    drawPoster(subject, template, code, used).then(
      (source) => wanted && setDrawn({ source }),
      (failed: unknown) => wanted && setDrawn({ failed }),
    )
    return () => {
      wanted = false
    }
  }, [subject, template, code, used, round])
  return (
    <>
      {templates.length > 1 && (
        <Box className="mt12">
          <Chips
            name={words.template}
            choices={templates.map((value) => ({ value, name: words.templates[value] }))}
            value={template}
            onChange={setTemplate}
            scroll
          />
        </Box>
      )}
      <PosterFrame drawn={drawn} onRetry={() => setRound(round + 1)} />
      <SaveRow drawn={drawn} name={subject.title} onRedraw={() => setRound(round + 1)} />
      <Box className="card block flush">
        <Box className="field">
          <Text className="name">{words.code}</Text>
          <Chips
            name={words.code}
            choices={[
              { value: 'link', name: words.codes.link },
              { value: 'mini', name: words.codes.mini },
            ]}
            value={code}
            onChange={setCode}
          />
        </Box>
        <Field
          name={words.occasion}
          value={occasion}
          onInput={setOccasion}
          onConfirm={() => setUsed(occasion)}
          maxLength={20}
          placeholder={words.occasionHint}
          hint={words.occasionNote}
          testId="occasion"
          after={
            occasion.trim() !== used && (
              <Button kind="quiet" small onPress={() => setUsed(occasion.trim())} testId="use-occasion">
                {cards.edit.cropDone}
              </Button>
            )
          }
        />
      </Box>
      <Text as="p" className="smallprint">
        {words.honest}
      </Text>
    </>
  )
}

/** One's own code for this way and occasion, and the poster that carries it. */
async function drawPoster(subject: Subject, template: Template, code: 'link' | 'mini', campaign: string): Promise<string> {
  const body = { kind: subject.kind, targetId: subject.id, channel: 'poster' as const, campaign, via: recallShareCode() }
  const link = await call('POST /share-codes', { body })
  return fetchPoster(addressOf(`/posters/${template}/poster.png?code=${link.code}&kind=${code}`))
}

function PosterFrame({ drawn, onRetry }: { drawn: Drawn; onRetry: () => void }) {
  const words = useWords()
  const { language } = usePreferences()
  return (
    <Box className="poster-frame">
      {drawn === undefined && <Box className="bone poster-bone" role="status" label={words.loading} />}
      {drawn && 'source' in drawn && <Picture src={drawn.source} alt={words.cards.poster.alt} fit="contain" eager testId="poster" />}
      {drawn && 'failed' in drawn && (
        <Box className="state" role="alert" testId="poster-refused">
          <Text as="p">{wordsOf(drawn.failed, language)}</Text>
          <Button kind="quiet" onPress={onRetry}>
            {words.retry}
          </Button>
        </Box>
      )}
    </Box>
  )
}

function SaveRow({ drawn, name, onRedraw }: { drawn: Drawn; name: string; onRedraw: () => void }) {
  const words = useWords().cards.poster
  const { busy, act } = useAct()
  const source = drawn && 'source' in drawn ? drawn.source : undefined
  const save = () =>
    act(async () => {
      if (source) tell((await savePoster(source, `${name}.png`)) ? words.saved : words.saveRefused)
    })
  return (
    <Box className="pad mt12 col gap8">
      <Button wide busy={busy} disabled={!source} onPress={save} testId="save-poster">
        {words.save}
      </Button>
      <Button kind="quiet" wide onPress={onRedraw} testId="redraw">
        {words.redraw}
      </Button>
    </Box>
  )
}
