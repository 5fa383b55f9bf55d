/** A square picture of goods or of a person. */
export function Picture({ path, size = 40, round = false }: { path: string | undefined; size?: number; round?: boolean }) {
  const className = round ? 'picture picture-round' : 'picture'
  if (!path) return <span className={className} style={{ width: size, height: size }} aria-hidden="true" />
  return <img className={className} src={path} width={size} height={size} alt="" loading="lazy" />
}
