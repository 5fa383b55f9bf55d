const letters = '0123456789abcdefghijklmnopqrstuvwxyz'

/**
 * A name that no other device will make, for events and idempotency keys: 20 characters of base 36.
 * Not a secret, so `Math.random` serves; the mini-program has no `crypto.getRandomValues`.
 */
export function randomName(): string {
  let name = Date.now().toString(36)
  while (name.length < 20) name += letters[Math.floor(Math.random() * letters.length)]
  return name
}
