import type { Person } from './entities.ts'
import type { Random } from './random.ts'
import { at, homes } from './regions.ts'

const day = 24
const women = [1, 3, 4, 7, 9, 11, 13, 15, 17, 18, 20, 22, 24]
const men = [2, 5, 6, 8, 10, 12, 14, 16, 19, 21, 23]
const portrait = (number: number) => `portrait-${String(number).padStart(2, '0')}`

type Draft = Omit<Person, 'phone' | 'paymentAccount'>

/** The people of the golden story. Li Ming came by himself and has bought nothing: his story begins on stage. */
const cast: readonly Draft[] = [
  {
    key: 'wang-fang',
    name: '王芳',
    nickname: '王芳',
    portrait: portrait(1),
    joinedHoursAgo: 210 * day,
    address: at('zhanggong', '文清路 66 号芳邻小店'),
  },
  {
    key: 'zhou-lan',
    name: '周岚',
    nickname: '岚岚',
    portrait: portrait(3),
    joinedHoursAgo: 160 * day,
    referrer: 'wang-fang',
    address: at('zhanggong', '赣江源大道 18 号 2 栋 901'),
  },
  {
    key: 'zhao-min',
    name: '赵敏',
    nickname: '敏敏',
    portrait: portrait(4),
    joinedHoursAgo: 150 * day,
    referrer: 'wang-fang',
    address: at('ganxian', '梅林大街 120 号 3 单元 402'),
  },
  {
    key: 'liu-guiying',
    name: '刘桂英',
    nickname: '桂英阿姨',
    portrait: portrait(7),
    joinedHoursAgo: 120 * day,
    referrer: 'wang-fang',
    address: at('zhanggong', '文清路 70 号 1 楼'),
  },
  {
    key: 'sun-yizhou',
    name: '孙一舟',
    nickname: '一舟',
    portrait: portrait(5),
    joinedHoursAgo: 90 * day,
    referrer: 'zhou-lan',
    address: at('nanshan', '桃园路 8 号 15A'),
  },
  {
    key: 'chen-hao',
    name: '陈好',
    nickname: '好人陈',
    portrait: portrait(6),
    joinedHoursAgo: 80 * day,
    referrer: 'zhao-min',
    address: at('yuelu', '麓山南路 201 号 6 栋 503'),
  },
  {
    key: 'li-ming',
    name: '李明',
    nickname: '李明',
    portrait: portrait(2),
    joinedHoursAgo: 2 * day,
    address: at('nanshan', '桃园路 26 号 8 栋 1203'),
  },
]

const surnames = [...'黄刘张谢曾廖钟邱罗邓何赖温郭叶彭胡许林沈宋唐韩冯董程袁潘蒋田杜余苏魏卢']
const womenNames = [
  '秀兰',
  '婷',
  '雨桐',
  '晓燕',
  '丽娟',
  '佳怡',
  '玉梅',
  '思琪',
  '静',
  '春花',
  '梦洁',
  '海霞',
  '若溪',
  '凤英',
  '小满',
  '慧',
  '雪芹',
  '嘉禾',
  '丹',
  '美玲',
  '可欣',
  '翠萍',
]
const menNames = [
  '建华',
  '志强',
  '子轩',
  '国平',
  '伟',
  '浩然',
  '德旺',
  '俊杰',
  '勇',
  '家明',
  '文斌',
  '立军',
  '小龙',
  '宇航',
  '长根',
  '磊',
  '景行',
  '晓东',
  '大勇',
  '明辉',
]
const prefixes = ['', '阿', '小', '爱做饭的', '赶集的', '骑车的', '不熬夜的', '早起的', '住三楼的', '种花的', '老', '听雨的']

const homeOf = (random: Random) => {
  const [place, road] = random.pick(homes)
  return at(place, `${road} ${random.between(1, 260)} 号 ${random.between(1, 12)} 栋 ${random.between(1, 18)}0${random.between(1, 4)}`)
}

function makeCrowd(count: number, random: Random): Draft[] {
  const taken = new Set(cast.map((person) => person.name))
  const crowd: Draft[] = []
  while (crowd.length < count) {
    const woman = random.chance(55)
    const given = random.pick(woman ? womenNames : menNames)
    const name = `${random.pick(surnames)}${given}`
    if (taken.has(name)) continue
    taken.add(name)
    crowd.push({
      key: `person-${String(crowd.length + 1).padStart(2, '0')}`,
      name,
      nickname: `${random.pick(prefixes)}${given}`,
      portrait: portrait(random.pick(woman ? women : men)),
      joinedHoursAgo: random.between(5 * day, 200 * day),
      address: homeOf(random),
    })
  }
  return crowd
}

/** Trees stay small: a neighbourhood of friends, well under the sizes at which the guard raises an alarm. */
const biggestTree = 20
const deepestTree = 3

/** Gives three quarters of the crowd a referrer who joined earlier. The cast keeps what its story says. */
function refer(everyone: readonly Draft[], random: Random): Draft[] {
  const trees = new Map<string, { root: string; depth: number }>()
  const sizes = new Map<string, number>()
  const place = (key: string, root: string, depth: number) => {
    trees.set(key, { root, depth })
    sizes.set(root, (sizes.get(root) ?? 0) + 1)
  }
  const earlier: Draft[] = []
  return everyone.map((person) => {
    const candidates = earlier.filter((one) => {
      const tree = trees.get(one.key)
      return tree && one.key !== 'li-ming' && tree.depth < deepestTree && (sizes.get(tree.root) ?? 0) < biggestTree
    })
    const drawn = person.key.startsWith('person-') && candidates.length > 0 && random.chance(75) ? random.pick(candidates).key : undefined
    const referrer = person.referrer ?? drawn
    const above = referrer === undefined ? undefined : trees.get(referrer)
    place(person.key, above?.root ?? person.key, above ? above.depth + 1 : 0)
    earlier.push(person)
    return referrer === undefined ? person : { ...person, referrer }
  })
}

/** Eighty people, in the order in which they joined. */
export function makePeople(random: Random): Person[] {
  const everyone = [...cast, ...makeCrowd(80 - cast.length, random)].toSorted((a, b) => b.joinedHoursAgo - a.joinedHoursAgo)
  return refer(everyone, random).map((person, index) => ({
    ...person,
    phone: `138${String(index + 1).padStart(8, '0')}`,
    paymentAccount: `wx-demo-${String(index + 1).padStart(4, '0')}`,
  }))
}
