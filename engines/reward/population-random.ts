/** Numbers that a seed decides. `below(n)`: a whole number in [0, n); `unit()`: in (0, 1], so that its logarithm is finite. */
export type Draws = { below: (bound: number) => number; unit: () => number }

/**
 * xoshiro128** 1.1 by Blackman and Vigna (https://prng.di.unimi.it/xoshiro128starstar.c), its state filled by splitmix32. A simulation of a
 * million people draws tens of millions of numbers; four integers in a closure take a few nanoseconds each, where a library's generator
 * makes an object or a BigInt per draw.
 */
export function drawsOf(seed: number): Draws {
  let word = seed | 0
  const fill = () => {
    word = (word + 0x9e3779b9) | 0
    let mixed = word ^ (word >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return mixed ^ (mixed >>> 15)
  }
  let [a, b, c, d] = [fill(), fill(), fill(), fill()]
  const next = () => {
    const five = Math.imul(b, 5)
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result
  }
  // Scaling 32 bits is uneven by at most bound / 2³²: below 0.1 % even at four million.
  return { below: (bound) => Math.floor((next() / 0x1_0000_0000) * bound), unit: () => (next() + 1) / 0x1_0000_0000 }
}
