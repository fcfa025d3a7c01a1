import {
  type CascadeVariant,
  ldpcSyndromeLength,
  type LeakLedger,
  type ReconciliationMethod
} from '@bellwire/post-processing'
import { bitEntropy } from './bit-entropy.js'

export const RECONCILIATIONS = ['cascade-option7', 'cascade-option3', 'cascade-original', 'ldpc'] as const
export type Reconciliation = (typeof RECONCILIATIONS)[number]

/**
 * What is asked in Cascade tells parities of B's key as the answers tell those of A's: an analysis that does not leave the
 * places of errors to the eavesdropper counts both.
 */
export const BITS_PER_PARITY = 2

export const COUNTED_TWICE =
  'Every parity counts twice for this analysis, as what B asks for tells parities of his key.'

/** What Cascade is given in a budget: a factor on n·h(Q), and bits per √n for errors that are more than expected. */
const CASCADE_EFFICIENCY = 1.2
const CASCADE_MARGIN = 4

/** Undefined: codes. */
export const CASCADE: Readonly<Record<Reconciliation, CascadeVariant | undefined>> = {
  'cascade-option7': 'option7',
  'cascade-option3': 'option3',
  'cascade-original': 'original',
  ldpc: undefined
}

/** How the keys of sifted rounds are made equal, whose errors are all of one rate. */
export function methodOf(
  declared: { readonly reconciliation: Reconciliation; readonly efficiency?: number },
  length: number,
  expectedErrorRate: number,
  syndromeBits?: number
): ReconciliationMethod {
  const variant = CASCADE[declared.reconciliation]
  if (variant !== undefined) return { kind: 'cascade', variant, expectedErrorRate }
  const syndromeLength =
    syndromeBits ?? ldpcSyndromeLength([{ bits: length, errorRate: expectedErrorRate }], declared.efficiency)
  return { kind: 'ldpc', syndromeLength, errors: expectedErrorRate }
}

/** What BBM92 declares that error correction publishes: what the codes need, or what Cascade seldom passes, both ways. */
export function samplingBudget(
  variant: CascadeVariant | undefined,
  length: number,
  expectedQber: number,
  efficiency: number | undefined
): number {
  if (variant === undefined) return ldpcSyndromeLength([{ bits: length, errorRate: expectedQber }], efficiency)
  const each =
    (efficiency ?? CASCADE_EFFICIENCY) * length * bitEntropy(expectedQber) + CASCADE_MARGIN * Math.sqrt(length)
  return BITS_PER_PARITY * Math.ceil(each)
}

/** Bits published by error correction, where those that B's questions tell count too. */
export function bothWays(leak: LeakLedger): number {
  return leak.of('syndrome') + BITS_PER_PARITY * leak.of('parity')
}
