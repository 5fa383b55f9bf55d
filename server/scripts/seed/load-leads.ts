import { addNote, addReminder, changeReminder, listLeads, setStage, setTag } from '#lead/service'
import { asMember, hoursBefore, later, named, type Stage } from './stage.ts'

/** What Wang keeps of people: by the stage they are in, so that each stage has something. */
const kept: readonly {
  stage: 'returning' | 'ordered' | 'in_touch' | 'interested' | 'looked'
  at: number
  note?: string
  tag?: string
  remind?: [words: string, inHours: number]
}[] = [
  { stage: 'returning', at: 0, note: '每月订一次，家里有老人，喜欢果子熟一点。', tag: '老主顾', remind: ['问问这个月要不要续', 3] },
  { stage: 'ordered', at: 0, note: '第一次买，送到单位前台。', remind: ['收货后问一声满不满意', 26] },
  { stage: 'in_touch', at: 0, note: '公司年货，大概 30 箱，要发票。', tag: '企业采购', remind: ['报一个 30 箱的价', -2] },
  { stage: 'interested', at: 0, tag: '要送礼', note: '看了好几款面霜，可能想送人。' },
  { stage: 'interested', at: 1, remind: ['发换季护肤的那张海报', 50] },
  { stage: 'looked', at: 0, note: '从业主群来的。' },
]

/** Wang has written notes, tags and reminders about people of every stage, and given one up. */
export async function loadLeads(stage: Stage): Promise<void> {
  const at = hoursBefore(stage, 20)
  const wang = named(stage.people, 'wang-fang').id
  const own = asMember(stage, at, wang)
  const { items } = await listLeads(own, { limit: 50 })
  const of = (wanted: string) => items.filter((lead) => lead.stage === wanted)
  for (const [index, { stage: wanted, at: place, note, tag, remind }] of kept.entries()) {
    const person = of(wanted)[place]?.person
    if (!person) continue
    const then = asMember(stage, later(at, { minutes: index * 7 }), wang)
    if (note) await addNote(then, person, note)
    if (tag) await setTag(then, person, { tag, on: true })
    if (remind) await addReminder(then, person, { words: remind[0], dueAt: later(stage.loadedAt, { hours: remind[1] }).toISOString() })
  }
  const given = of('looked')[1]?.person
  if (given) await setStage(own, given, { stage: 'lost', words: '说已经在别处买了' })
  const done = of('returning')[0]?.person
  if (!done) return
  const { reminders } = await addReminder(own, done, { words: '发新园子的照片', dueAt: hoursBefore(stage, 8).toISOString() })
  const [first] = reminders
  if (first) await changeReminder(asMember(stage, hoursBefore(stage, 6), wang), done, first.id, { done: true })
}
