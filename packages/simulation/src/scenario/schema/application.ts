import * as v from 'valibot'
import { basis } from './request.js'
import { choice, described, fields, integer, list, name, number, optional, share, time } from './values.js'

/** Applications of one scenario; each has purposes of its own. */
const MOST_APPLICATIONS = 100

const common = {
  from: described(name, 'The node whose program begins, and asks for pairs'),
  to: described(name, 'The node whose program answers'),
  over: optional(
    name,
    'link, for the link between the two; circuit, for one that is opened for it; or the name of an entry of circuits, for one ' +
      'that is opened as it says. Default link where there is one, otherwise circuit'
  ),
  minimumFidelity: optional(share(), 'Of the pairs; not with the name of a circuit, which has its own. Default 0.5'),
  start: optional(time(), 'When to begin, since the links are up. Default 0')
}

const pairs = described(integer(1, 0xffff_ffff), 'Pairs')

const teleport = fields({
  kind: v.literal('teleport'),
  ...common,
  number: described(integer(1, 0xffff_ffff), 'Qubits, in six states: the eigenstates of X, Y and Z')
})

const keyDistribution = fields({
  kind: v.literal('key-distribution'),
  ...common,
  protocol: optional(
    choice(['sifted', 'shared-tests', 'bbm92']),
    'How rounds are chosen. Default: as the analysis needs them; without one, shared-tests'
  ),
  analysis: optional(
    choice(['complementarity-azuma', 'complementarity-chernoff', 'entropy-accumulation', 'entropic-uncertainty']),
    'Which says how long the key is. Default: that of the protocol; sifted has none, as neither of its two is a proof'
  ),
  rounds: described(integer(1, 16_777_216), 'Pairs that are measured'),
  probability: described(
    share(),
    'That from chooses the key setting (sifted), that a round is a test (shared-tests), of Z (bbm92)'
  ),
  expectedChsh: optional(number(0, 2.828_427), 'S that honest devices have'),
  expectedQber: described(share(0, 0.5), 'Error rate of the raw key that honest devices have'),
  epsilons: optional(list(number(1e-50, 0.999_999_999)), 'In the order of the analysis'),
  reconciliation: optional(
    choice(['cascade-option7', 'cascade-option3', 'ldpc']),
    'Default ldpc with shared-tests, otherwise cascade-option7'
  ),
  leakBudget: optional(integer(0, 0xffff_ffff), 'Bits that reconciliation may publish. Default: by what is expected'),
  threshold: optional(number(0, 4), 'S, or with shared-tests the score, below which there is no key'),
  deviations: optional(integer(1, 100), 'Standard deviations by which counts may be off. Default 6'),
  minimumLength: optional(integer(0, 0xffff_ffff), 'The shortest key that is worth it, bits. Default 257'),
  pool: optional(integer(384, 1_048_576), 'Key that the two share before, bits. Default 8192'),
  sessions: optional(integer(1, 1_000_000), 'Sessions, one after the other, each of so many rounds. Default 1')
})

const keep = fields({
  kind: v.literal('keep'),
  ...common,
  number: pairs,
  hold: optional(time(), 'Time for which both ends keep a pair that both have. Default 0')
})

const measure = fields({
  kind: v.literal('measure'),
  ...common,
  number: pairs,
  bases: optional(
    fields({ from: optional(basis, 'At from'), to: optional(basis, 'At to') }),
    'In which pairs are measured. Default Z'
  )
})

const tomography = fields({
  kind: v.literal('tomography'),
  ...common,
  number: described(integer(9, 1_000_000), 'Pairs, measured in nine pairs of bases')
})

const chsh = fields({ kind: v.literal('chsh'), ...common, number: described(integer(1, 0xffff_ffff), 'Pairs') })

const LENGTHS = 'a list of 2 to 100 numbers of round trips from 1 to 1000000'

const bounces = fields({
  kind: v.literal('bounces'),
  ...common,
  lengths: described(
    v.pipe(v.array(integer(1, 1_000_000), LENGTHS), v.minLength(2, LENGTHS), v.maxLength(100, LENGTHS)),
    'Round trips of the runs'
  ),
  repetitions: described(integer(1, 1_000_000), 'Runs of each length with each of the six states')
})

const application = v.variant(
  'kind',
  [teleport, keyDistribution, keep, measure, tomography, chsh, bounces],
  'an application: teleport, key-distribution, keep, measure, tomography, chsh or bounces'
)

export const applications = v.pipe(
  list(application),
  v.maxLength(MOST_APPLICATIONS, `a list of up to ${MOST_APPLICATIONS}`)
)

export type ApplicationInput = v.InferOutput<typeof application>
export type TeleportInput = v.InferOutput<typeof teleport>
export type KeyDistributionInput = v.InferOutput<typeof keyDistribution>
export type SocketInput = v.InferOutput<typeof keep> | v.InferOutput<typeof measure> | v.InferOutput<typeof chsh>
export type TomographyInput = v.InferOutput<typeof tomography>
export type BouncesInput = v.InferOutput<typeof bounces>
