import { Basis, type BasisCode, type DeviceResult } from '@bellwire/device'
import type { LinkCore } from '../core.js'
import { MEASURE_Z, rotationOf } from '../measurement.js'
import type { Entry } from './entry.js'

const CORRECTED = { type: 'CORRECTED' } as const
const STORED = { type: 'STORED' } as const

/** Asks the hardware for what a pair's machine wants done. */
export function command(core: LinkCore, type: 'correct' | 'store' | 'measure', entry: Entry): void {
  const { qubit, bellIndex, basis, pair } = entry
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
      tables.pair.tell(pair, { type: 'MEASURED', outcome: result.outcome, basis: result.basis })
      break
    case 'corrected':
      tables.pair.tell(pair, CORRECTED)
      break
    case 'stored':
      tables.pair.tell(pair, STORED)
      break
    case 'prepared':
      core.ignored('answer-for-no-pair')
      break
  }
}
