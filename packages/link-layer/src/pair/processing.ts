import { Basis, type BasisCode, type DeviceResult } from '@bellwire/device'
import type { Herald } from '@bellwire/physical-layer'
import type { LinkCore } from '../core.js'
import { basisOf, MEASURE_Z, rotationOf } from '../measurement.js'
import type { QueueItem } from '../queue/item.js'
import type { Entry } from './entry.js'
import { type PairFacts, PairUse } from './machine.js'

/**
 * What is to be done with a heralded pair before it is delivered.
 *
 * @param item the request that it is for; undefined for a test round, which is measured in `testBasis`
 */
export function factsOf(
  core: LinkCore,
  pair: number,
  herald: Herald,
  item: QueueItem | undefined,
  testBasis: number
): PairFacts {
  const { capabilities, random, physical } = core
  const use = item === undefined ? PairUse.TEST : item.kind
  const measuresHere =
    use === PairUse.TEST || use === PairUse.MEASURE || (use === PairUse.PREPARE && item?.originator === true)
  const drawn = item !== undefined && item.measurement.randomBasis !== 0
  return {
    pair,
    sequence: herald.sequence,
    epoch: physical.epoch,
    qubit: herald.qubit,
    bellIndex: herald.bellIndex,
    slot: herald.slot,
    use,
    correct: item?.correct === true && use !== PairUse.MEASURE && herald.bellIndex !== 0,
    store: capabilities.storage && !measuresHere,
    measure: measuresHere,
    basis: item === undefined ? testBasis : basisOf(item.measurement, measuresHere && drawn ? random() : 0)
  }
}

/** Asks the hardware for what a pair's machine wants done. */
export function command(core: LinkCore, type: 'correct' | 'store' | 'measure', entry: Entry): void {
  const { qubit, bellIndex, basis, pair } = entry.facts
  const tag = core.tagBase + pair
  switch (type) {
    case 'correct':
      core.execute({ type, qubit, pauli: bellIndex, tag })
      break
    case 'store':
      core.execute({ type, qubit, tag })
      break
    case 'measure': {
      const rotation = basis === Basis.Rotated ? rotationOf(entry.item?.measurement ?? MEASURE_Z) : null
      core.execute({ type, qubit, basis: basis as BasisCode, rotation, tag })
      break
    }
  }
}

/** Hands the hardware's answer to the pair's machine. */
export function answered(core: LinkCore, pair: number, result: Extract<DeviceResult, { qubit: number }>): void {
  const { tables } = core
  if (!tables.pair.has(pair)) return core.ignored('answer-for-no-pair')
  switch (result.type) {
    case 'measured':
      tables.pair.tell(pair, { type: 'MEASURED', outcome: result.outcome })
      break
    case 'corrected':
      tables.pair.tell(pair, { type: 'CORRECTED' })
      break
    case 'stored':
      tables.pair.tell(pair, { type: 'STORED' })
      break
  }
}
