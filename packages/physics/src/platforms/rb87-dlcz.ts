import { type DlczLinkParameters, dlczLink } from '../dlcz/link.js'
import { ensembleMemory, retrievalAfter } from '../dlcz/retrieval.js'
import type { RelaxationParameters } from '../memory/relaxation.js'
import { rb87Parameters as rb87 } from './rb87-parameters.js'

const fixed = {
  photonOverlap: rb87.photonOverlap.value,
  phaseContrast: rb87.phaseContrast.value,
  operationsContrast: rb87.operationsContrast.value
}

/** η_r after a storage time in microseconds. */
export function rb87Retrieval(storageMicroseconds: number): number {
  const { retrieval, storagePrompt, memoryLifetime } = rb87
  return retrievalAfter(retrieval.value, storagePrompt.value, storageMicroseconds, memoryLifetime.value)
}

/** Alice and Bob, retrieved 5 µs after writing, before the herald can have come back. */
export const rb87Prompt: DlczLinkParameters = {
  ...fixed,
  efficiencyA: rb87.writeOutEfficiencyPrompt.value,
  efficiencyB: rb87.writeOutEfficiencyPrompt.value,
  retrievalEfficiencyA: rb87Retrieval(rb87.storagePrompt.value),
  retrievalEfficiencyB: rb87Retrieval(rb87.storagePrompt.value),
  noiseClickProbability: [rb87.noiseClickPrompt.value, rb87.noiseClickPrompt.value],
  attemptsPerSecond: rb87.repetitionPrompt.value,
  probePhotons: rb87.probePhotonsPrompt.value
}

/** Alice and Bob, stored for 107 µs, longer than light and answer take. */
export const rb87Stored: DlczLinkParameters = {
  ...fixed,
  efficiencyA: rb87.writeOutEfficiencyStored.value,
  efficiencyB: rb87.writeOutEfficiencyStored.value,
  retrievalEfficiencyA: rb87Retrieval(rb87.storageStored.value),
  retrievalEfficiencyB: rb87Retrieval(rb87.storageStored.value),
  noiseClickProbability: [rb87.noiseClickStored.value, rb87.noiseClickStored.value],
  attemptsPerSecond: rb87.repetitionStored.value,
  probePhotons: rb87.probePhotonsStored.value
}

/** Each memory's law: excitations are lost with the published lifetime. */
export const rb87Memory: RelaxationParameters = ensembleMemory(rb87.memoryLifetime.value)

/**
 * V_o with which a link has a given concurrence C̃ of its memories: C̃ is linear in it.
 *
 * @param memoryConcurrence C̃ > 0
 */
export function rb87OperationsContrast(link: DlczLinkParameters, memoryConcurrence: number): number {
  const { memories } = dlczLink({ ...link, operationsContrast: 1 }, rb87.excitation.value)
  return (memoryConcurrence + 2 * Math.sqrt(memories.m00 * memories.m11)) / (2 * memories.coherence)
}

/** A link of the three-node experiment as its table gives it, for the herald of one detector. */
export interface Rb87NetworkLink {
  readonly name: 'AB' | 'AC' | 'BC'
  readonly sign: '+' | '−'
  /** C of what is detected, and its standard deviation. */
  readonly concurrence: readonly [number, number]
  /** C̃ of the memories. */
  readonly memoryConcurrence: readonly [number, number]
}

/** The paper's table. That its third and fourth rows are C̃ is how they are read here: the mark was lost in the text. */
export const rb87NetworkLinks: readonly Rb87NetworkLink[] = [
  { name: 'AB', sign: '+', concurrence: [0.086, 0.014], memoryConcurrence: [0.38, 0.05] },
  { name: 'AB', sign: '−', concurrence: [0.086, 0.014], memoryConcurrence: [0.38, 0.05] },
  { name: 'AC', sign: '+', concurrence: [0.074, 0.014], memoryConcurrence: [0.35, 0.05] },
  { name: 'AC', sign: '−', concurrence: [0.063, 0.013], memoryConcurrence: [0.3, 0.05] },
  { name: 'BC', sign: '+', concurrence: [0.032, 0.012], memoryConcurrence: [0.17, 0.05] },
  { name: 'BC', sign: '−', concurrence: [0.048, 0.013], memoryConcurrence: [0.23, 0.05] }
]

/** The model of a link of the three-node experiment: that of Alice and Bob with V_o fitted to its own C̃. */
export function rb87NetworkLink({ memoryConcurrence }: Rb87NetworkLink): DlczLinkParameters {
  return { ...rb87Prompt, operationsContrast: rb87OperationsContrast(rb87Prompt, memoryConcurrence[0]) }
}
