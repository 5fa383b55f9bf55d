import { formatDay } from '../../../../design/dates.ts'
import { formatAmount } from '../../../../design/money.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad, useLoadList } from '../../load.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Button } from '../../parts/button.tsx'
import { Head } from '../../parts/list.tsx'
import { Tag } from '../../parts/marks.tsx'
import { AwaitList } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import { Growth } from './growth.tsx'

type Member = Reply<'GET /my/team'>['items'][number]

/** The people one brought, and the people they brought: two levels, no more. */
export function Team() {
  const words = useWords()
  const counts = useLoad('team-counts', () => call('GET /my/team', { query: { limit: 1 } }))
  const list = useLoadList('team', (after) => call('GET /my/team', { query: { limit: 50, ...(after ? { after } : {}) } }))
  return (
    <>
      <Head title={words.earnings.team_}>
        {counts.data && <Text className="t12 sec">{words.earnings.teamCount(counts.data.directCount, counts.data.secondCount)}</Text>}
      </Head>
      <Growth />
      <AwaitList
        from={list}
        empty={
          <Box className="card block center">
            <Text as="p" className="sec">
              {words.earnings.noTeam}
            </Text>
            <Box className="mt12">
              <Button kind="outline" to={paths.share}>
                {words.apply.seeShare}
              </Button>
            </Box>
          </Box>
        }
      >
        {(members) => (
          <Box as="ul" className="card block flush" testId="team">
            {grouped(members).map((member) => (
              <TeamRow key={`${member.level}${member.nickname}${member.joinedAt}`} member={member} />
            ))}
          </Box>
        )}
      </AwaitList>
    </>
  )
}

/** Each person followed by those they brought. Those whose bringer is on another page of the list come last. */
function grouped(members: Member[]): Member[] {
  const direct = members.filter(({ level }) => level === 1)
  const second = members.filter(({ level }) => level === 2)
  const under = (name: string) => second.filter(({ referredBy }) => referredBy === name)
  const placed = direct.flatMap((member, at) => {
    // Two people may have the same nickname; theirs are listed under the first.
    const first = direct.findIndex(({ nickname }) => nickname === member.nickname) === at
    return first ? [member, ...under(member.nickname)] : [member]
  })
  return [...placed, ...second.filter((member) => !placed.includes(member))]
}

function TeamRow({ member }: { member: Member }) {
  const words = useWords()
  const { language } = usePreferences()
  const joined = formatDay(member.joinedAt, language)
  const note =
    member.level === 2 && member.referredBy
      ? words.earnings.via(member.referredBy)
      : member.qualifying
        ? words.earnings.qualifying
        : words.earnings.notQualifying
  return (
    <Box as="li" className={`person${member.level === 2 ? ' second' : ''}`}>
      <Avatar src={member.portrait} size={member.level === 2 ? 'small' : ''} />
      <Box className="col grow">
        <Box className="row tight">
          <Text className="b">{member.nickname}</Text>
          {member.rank !== 'member' && <Tag>{words.ranks[member.rank]}</Tag>}
        </Box>
        <Text className="t12 sec">{`${joined} · ${note}`}</Text>
      </Box>
      <Box className="col end">
        <Text className="b num">{formatAmount(member.broughtFen)}</Text>
        <Text className="t12 sec">{words.earnings.brought}</Text>
      </Box>
    </Box>
  )
}
