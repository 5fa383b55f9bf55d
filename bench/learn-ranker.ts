// node bench/learn-ranker.ts: learns the weights that are delivered, on the toy sessions kept with the engine, and writes them to their file.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { featureNames } from '@lianka/recommend/features'
import { learnOnTail } from './recommend-accuracy.ts'
import { toy } from './recommend-data.ts'

const { ranker } = learnOnTail(toy().train, console.log)
const rounded = (values: readonly number[]) => `[${values.map((value) => Number(value.toFixed(4))).join(', ')}]`
writeFileSync(
  join(import.meta.dirname, '../engines/recommend/default-ranker.ts'),
  `import type { Ranker } from './ranker.ts'

/**
 * Weights to begin with, learnt by \`bench/learn-ranker.ts\` on the last tenth of the toy sessions' training part. They are of the features
 * ${featureNames.length} in number, in the order of \`featureNames\`; whoever changes those learns anew.
 */
export const defaultRanker: Ranker = {
  units: ${ranker.units},
  mean: ${rounded(ranker.mean)},
  spread: ${rounded(ranker.spread)},
  weights: ${rounded(ranker.weights)},
  offsets: ${rounded(ranker.offsets)},
  out: ${rounded(ranker.out)},
}
`,
)
