import { fileSchema } from '@bellwire/simulation'
import * as v from 'valibot'
import { ApiError } from '../management/api.js'

const { choice, fields, integer, list, number, share } = fileSchema

/** Results of one request: all are kept until they are forgotten. */
export const MOST_RESULTS = 100_000

const ID = 'a text of 1 to 64 letters, digits, dots, underscores and hyphens'
const id = v.optional(v.pipe(v.string(ID), v.regex(/^[A-Za-z0-9._-]{1,64}$/, ID)))

const BASES = ['Z', 'X', 'Y', 'ZPlus', 'ZMinus'] as const
const SETS = ['XZ', 'XYZ', 'CHSH'] as const

/** Euler angles about X, Y and X, radians. */
const rotation = v.strictTuple([number(-100, 100), number(-100, 100), number(-100, 100)], 'a list of three angles')

const basis = v.optional(choice([...BASES, ...SETS]), 'Z')

const common = {
  id,
  purpose: v.optional(integer(0, 65_535), 0),
  /** Milliseconds of the node's clock from when it is asked. */
  timeLimit: v.optional(number(1, 1e9))
}

const peer = v.optional(v.string('the name of a neighbour'))
const circuit = v.optional(integer(1, 0xffff_ffff))
const from = v.optional(v.string('the name of a node'))
const many = integer(1, MOST_RESULTS)

const asking = { link: peer, circuit, minimumFidelity: v.optional(share(), 0.5) }
const receiving = { link: peer, from, number: many }

const wishSchema = v.variant(
  'kind',
  [
    /** Pairs, of which both ends measure their half at once. */
    fields({ kind: v.literal('measure'), ...common, ...asking, number: many, basis, peerBasis: basis }),
    /** Qubits that this node prepares, each in the state that three rotations give, and teleports. */
    fields({
      kind: v.literal('teleport'),
      ...common,
      ...asking,
      states: v.pipe(
        list(rotation),
        v.minLength(1, 'a list of at least one state'),
        v.maxLength(10_000, 'at most 10000')
      )
    }),
    /** A key with the peer, which answers to the purpose: see `QkdWish`. */
    fields({
      kind: v.literal('distribute-key'),
      ...common,
      ...asking,
      protocol: v.exactOptional(choice(['sifted', 'shared-tests', 'bbm92'])),
      analysis: v.exactOptional(
        choice(['complementarity-azuma', 'complementarity-chernoff', 'entropy-accumulation', 'entropic-uncertainty'])
      ),
      rounds: integer(1, 16_777_216),
      probability: share(),
      expectedChsh: v.exactOptional(number(0, 2.828_427)),
      expectedQber: share(),
      epsilons: v.exactOptional(list(number(1e-50, 0.999_999_999))),
      reconciliation: v.exactOptional(choice(['cascade-option7', 'cascade-option3', 'ldpc'])),
      leakBudget: v.exactOptional(integer(0, 0xffff_ffff)),
      threshold: v.exactOptional(number(0, 4)),
      minimumLength: v.exactOptional(integer(0, 0xffff_ffff))
    }),
    /** This node's half of so many sessions of key distribution that a peer begins. */
    fields({ kind: v.literal('answer-key'), ...common, ...receiving }),
    /** This node's half of what a peer has measured. */
    fields({ kind: v.literal('receive-measured'), ...common, ...receiving }),
    /** Qubits that a peer teleports, each turned and then measured in Z. */
    fields({
      kind: v.literal('receive-teleported'),
      ...common,
      ...receiving,
      rotation: v.optional(rotation, [0, 0, 0])
    })
  ],
  'one of measure, teleport, distribute-key, answer-key, receive-measured and receive-teleported'
)

/** What a program asks a node for, over the link to a neighbour, or over circuits. */
export type Wish = v.InferOutput<typeof wishSchema>
export type WishOf<Kind extends Wish['kind']> = Extract<Wish, { readonly kind: Kind }>

const ASKING: readonly Wish['kind'][] = ['measure', 'teleport', 'distribute-key']

/** Lines about a session of key distribution. */
const MOST_OF_SESSION = 100

/** What to throw for a value that is no wish. @param field undefined: the whole */
type Fault = (field: string | undefined, value: unknown, accepted: string) => Error

/** @throws ApiError 400 naming the first field that is wrong */
export function parseWish(body: unknown): Wish {
  const wish = readWish(body, (field = 'the body', value, accepted) => ApiError.invalid(field, value, accepted))
  // Minus zero is zero, as it is written down: who asks again after a crash asks for the same.
  return JSON.parse(JSON.stringify(wish)) as Wish
}

/** @throws what `fault` gives for the first field that is wrong */
export function readWish(value: unknown, fault: Fault): Wish {
  const result = v.safeParse(wishSchema, value)
  if (!result.success) {
    const [issue] = result.issues
    throw fault(v.getDotPath(issue) ?? undefined, issue.input, issue.message)
  }
  const { output } = result
  const ways = ['link', ASKING.includes(output.kind) ? 'circuit' : 'from']
  const given = ways.filter((field) => Object.hasOwn(output, field))
  if (given.length !== 1)
    throw fault('link', given.length === 0 ? undefined : given, `${ways.join(' or ')}, one of them`)
  return output
}

/** Most results that a request can have. */
export function sizeOf(wish: Wish): number {
  if (wish.kind === 'teleport') return wish.states.length
  if (wish.kind === 'distribute-key') return MOST_OF_SESSION
  return wish.kind === 'answer-key' ? wish.number * MOST_OF_SESSION : wish.number
}
