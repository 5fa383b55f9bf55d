import type { DraftKind, Unfounded } from '@lianka/contract/draft'
import type { DraftId, ListingId, MemberId, ProductId, ReviewId, ShopId } from '@lianka/contract/ids'
import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'
import type { Known, Source } from './rules.ts'

export type SubjectRow = { name: string; known: Known[] }

const passages = sql`coalesce(json_agg(json_build_object('id', p.passage_id, 'kind', p.kind, 'label', p.label, 'text', p.words) order by p.place, p.passage_id), '[]')`

/** The goods or the shop that a draft is of, and what is known of it today. */
export async function readSubject(db: Db, shopId: ShopId, listingId: ListingId | null): Promise<SubjectRow | undefined> {
  const { rows } = listingId
    ? await sql<SubjectRow>`
      select r.title as name, (select ${passages} from listing_passages p where p.listing_id = l.id) as known
      from listings l join products r on r.id = l.product_id where l.id = ${listingId} and l.shop_id = ${shopId}`.execute(db)
    : await sql<SubjectRow>`
      select s.name, (select ${passages} from shop_passages p where p.shop_id = s.id) as known from shops s where s.id = ${shopId}`.execute(
        db,
      )
  return rows[0]
}

export const insertDraft = (db: Db, row: Insertable<Tables['drafts']>) => db.insertInto('drafts').values(row).execute()

export type Written = { place: number; words: string; sources: readonly Source[] }

export const insertSentences = (db: Db, draftId: DraftId, sentences: readonly Written[]) =>
  sql`insert into draft_sentences (draft_id, place, words, sources)
    select ${draftId}, w.place, w.words, w.sources from jsonb_to_recordset(${JSON.stringify(sentences)}::jsonb) as w (place int, words text, sources jsonb)`.execute(
    db,
  )

export const insertRefused = (db: Db, draftId: DraftId, place: number, words: string, because: readonly Unfounded[]) =>
  db
    .insertInto('refusedSentences')
    .values({ draftId, place, words, because: JSON.stringify(because) })
    .execute()

/** What an earlier try at the same draft left. */
export const forgetWritten = (db: Db, draftId: DraftId) =>
  sql`with gone as (delete from draft_sentences where draft_id = ${draftId}) delete from refused_sentences where draft_id = ${draftId}`.execute(
    db,
  )

/** Ends the writing once; undefined when it had ended. */
export const endWriting = (
  db: Db,
  id: DraftId,
  set: { writer: 'extract' | 'model'; model: string | null; fellBack: Tables['drafts']['fellBack']; readyAt: Date },
) =>
  db
    .updateTable('drafts')
    .set({ state: 'ready', ...set })
    .where('id', '=', id)
    .where('state', '=', 'writing')
    .returning('id')
    .executeTakeFirst()

/** Whether each stretch that a sentence `s` of draft `d` rests on is still known today, word for word. */
const stands = sql`not exists (select 1 from jsonb_to_recordset(s.sources) as x ("passageId" text, text text) where not exists (
  select 1 from listing_passages p where d.listing_id is not null and p.listing_id = d.listing_id and p.passage_id = x."passageId" and position(x.text in p.words) > 0
  union all
  select 1 from shop_passages p where d.listing_id is null and p.shop_id = d.shop_id and p.passage_id = x."passageId" and position(x.text in p.words) > 0))`

export type DraftRow = {
  id: DraftId
  kind: DraftKind
  listingId: ListingId | null
  title: string
  state: 'writing' | 'ready'
  writer: 'extract' | 'model'
  model: string | null
  fellBack: 'budget' | 'timeout' | 'failed' | 'unfounded' | null
  askedAt: Date
  sentences: {
    place: number
    words: string
    sources: Source[]
    edited: boolean
    state: 'proposed' | 'approved' | 'dropped'
    stale: boolean
  }[]
  refused: { words: string; because: Unfounded[] }[]
}

const readDrafts = async (db: Db, which: RawBuilder<unknown>): Promise<DraftRow[]> => {
  const { rows } = await sql<DraftRow>`
    select d.id, d.kind, d.listing_id, coalesce(r.title, h.name) as title, d.state, d.writer, d.model, d.fell_back, d.asked_at,
      (select coalesce(json_agg(json_build_object('place', s.place, 'words', s.words, 'sources', s.sources, 'edited', s.edited, 'state', s.state, 'stale', not ${stands}) order by s.place), '[]')
        from draft_sentences s where s.draft_id = d.id) as sentences,
      (select coalesce(json_agg(json_build_object('words', f.words, 'because', f.because) order by f.place), '[]') from refused_sentences f where f.draft_id = d.id) as refused
    from drafts d join shops h on h.id = d.shop_id left join listings l on l.id = d.listing_id left join products r on r.id = l.product_id
    where ${which}`.execute(db)
  return rows
}

export const findDraft = async (db: Db, shopId: ShopId, id: DraftId): Promise<DraftRow | undefined> =>
  (await readDrafts(db, sql`d.id = ${id} and d.shop_id = ${shopId}`))[0]

/** The newest draft of each kind. */
export const newestDrafts = (db: Db, shopId: ShopId, listingId: ListingId | null): Promise<DraftRow[]> =>
  readDrafts(
    db,
    sql`d.shop_id = ${shopId} and d.id in (select max(n.id) from drafts n where n.shop_id = ${shopId} and n.listing_id is not distinct from ${listingId} group by n.kind) order by d.kind`,
  )

/** Whether a model is at a draft of the same kind and subject, asked for lately. */
export const isBeingWritten = async (
  db: Db,
  { shopId, listingId, kind, since }: { shopId: ShopId; listingId: ListingId | null; kind: DraftKind; since: Date },
): Promise<boolean> =>
  (await db
    .selectFrom('drafts')
    .select('id')
    .where('shopId', '=', shopId)
    .where(sql<boolean>`listing_id is not distinct from ${listingId}`)
    .where('kind', '=', kind)
    .where('state', '=', 'writing')
    .where('askedAt', '>', since)
    .executeTakeFirst()) !== undefined

/** A draft for whoever writes it, whoever's it is. */
export const findAsked = (db: Db, id: DraftId) =>
  db.selectFrom('drafts').select(['shopId', 'listingId', 'kind', 'state']).where('id', '=', id).executeTakeFirst()

export const lockSentence = (db: Db, shopId: ShopId, id: DraftId, place: number) =>
  db
    .selectFrom('drafts as d')
    .leftJoin('draftSentences as s', (on) => on.onRef('s.draftId', '=', 'd.id').on('s.place', '=', place))
    .select(['d.kind', 'd.listingId', 'd.state as draftState', 's.words', 's.edited', 's.state'])
    .where('d.id', '=', id)
    .where('d.shopId', '=', shopId)
    .forUpdate('d')
    .executeTakeFirst()

export type Decided = {
  id: DraftId
  place: number
  state: 'proposed' | 'approved' | 'dropped'
  words: string
  sources: readonly Source[] | null
  edited: boolean
  by: MemberId
  at: Date
}

/** Writes what the owner decided, with its line of the history. */
export const decideSentence = (db: Db, { id, place, state, words, sources, edited, by, at }: Decided) =>
  sql`
    with decided as (
      update draft_sentences set state = ${state}, words = ${words}, edited = ${edited}, sources = coalesce(${sources && JSON.stringify(sources)}::jsonb, sources),
        decided_at = ${state === 'proposed' ? null : at}::timestamptz
      where draft_id = ${id} and place = ${place} returning 1
    )
    insert into draft_sentence_changes (draft_id, place, state, words, by, at) select ${id}, ${place}, ${state}, ${words}, ${by}, ${at}::timestamptz from decided`.execute(
    db,
  )

export type ApprovedRow = {
  kind: DraftKind
  listingId: ListingId | null
  title: string | null
  words: string
  sources: Source[]
  writer: 'extract' | 'model'
  edited: boolean
  decidedAt: Date
}

/** Approved sentences that stand today; of several drafts of one kind those of the newest that has any. */
const readApproved = async (db: Db, which: RawBuilder<unknown>, limit: number): Promise<ApprovedRow[]> => {
  const { rows } = await sql<ApprovedRow>`
    select d.kind, d.listing_id, r.title, s.words, s.sources, d.writer, s.edited, s.decided_at
    from drafts d join draft_sentences s on s.draft_id = d.id and s.state = 'approved'
    left join listings l on l.id = d.listing_id left join products r on r.id = l.product_id
    where ${which} and (d.listing_id is null or (l.on_sale and l.sellable)) and not exists (
      select 1 from drafts n where n.shop_id = d.shop_id and n.listing_id is not distinct from d.listing_id and n.kind = d.kind and n.id > d.id
        and exists (select 1 from draft_sentences a where a.draft_id = n.id and a.state = 'approved'))
      and ${stands}
    order by l.sold_count desc, d.id desc, s.place limit ${limit}`.execute(db)
  return rows
}

export const approvedOfListing = (db: Db, id: ListingId) => readApproved(db, sql`d.listing_id = ${id}`, 30)

/** The story of a shop, and the points of its goods. */
export const approvedOfShop = (db: Db, id: ShopId) => readApproved(db, sql`d.shop_id = ${id} and d.kind in ('story', 'points')`, 30)

export const listingExists = async (db: Db, id: ListingId): Promise<boolean> =>
  (await db
    .selectFrom('listings')
    .select('id')
    .where('id', '=', id)
    .where('onSale', '=', true)
    .where('sellable', '=', true)
    .executeTakeFirst()) !== undefined

export type ReviewTexts = { reviews: { id: ReviewId; text: string }[] }

/** The newest reviews of a product that say something; undefined where there is no such product. */
export async function readReviewTexts(db: Db, id: ProductId, limit: number): Promise<ReviewTexts | undefined> {
  const { rows } = await sql<ReviewTexts>`
    select coalesce((select json_agg(json_build_object('id', n.id, 'text', without_contacts(n.words)) order by n.id desc)
      from (select r.id, r.words from reviews r where r.product_id = p.id and r.words <> '' order by r.id desc limit ${limit}) n), '[]') as reviews
    from products p where p.id = ${id}`.execute(db)
  return rows[0]
}
