import { useWords } from '../language.tsx'

/** Two links of a chain, and the side of the house one stands on. */
export function Brand({ side }: { side?: string }) {
  const words = useWords()
  return (
    <div className="brand">
      <img src={`${import.meta.env.BASE_URL}mark.svg`} width={28} height={28} alt="" />
      <b>{words.app}</b>
      {side && <small>{side}</small>}
    </div>
  )
}
