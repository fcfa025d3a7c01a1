import { DistillationProtocol, DistillationSchedule, type Stage } from '@bellwire/wire'

/** How a stage combines pairs; its place does not matter. */
export type StageRule = Pick<Stage, 'protocol' | 'schedule' | 'rounds'>

/** Pairs that go into one step: the kept one, and those that are sacrificed. */
export function pairsOfStep({ protocol }: Pick<StageRule, 'protocol'>): number {
  return protocol === DistillationProtocol.DOUBLE_SELECTION ? 3 : 2
}

/** Pairs that a result is made of when no step fails. */
export function pairsOfResult(rule: StageRule): number {
  const each = pairsOfStep(rule)
  return rule.schedule === DistillationSchedule.PUMPED ? 1 + rule.rounds * (each - 1) : each ** rule.rounds
}

/**
 * Pairs that a node must be able to hold for one result to come about. Nested: at every level all but one of a step's
 * pairs may wait, and one more completes the lowest step, which completes the next one, and so on. Pumped: those of one
 * step.
 */
export function memoryOfStage(rule: StageRule): number {
  const each = pairsOfStep(rule)
  return rule.schedule === DistillationSchedule.PUMPED ? each : 1 + rule.rounds * (each - 1)
}

/**
 * The places in `levels` of the pairs that the next step combines, the kept one first; undefined where there is no step
 * yet. Nested: pairs of one level, the highest that has enough. Pumped: the pair that is furthest on, with fresh ones.
 * Of equals the oldest.
 *
 * @param levels steps that each waiting pair has passed, the oldest first
 */
export function nextStep(rule: StageRule, levels: readonly number[]): number[] | undefined {
  const each = pairsOfStep(rule)
  if (levels.length < each) return undefined
  return rule.schedule === DistillationSchedule.PUMPED ? pumped(levels, each) : nested(levels, each, rule.rounds)
}

function nested(levels: readonly number[], each: number, rounds: number): number[] | undefined {
  for (let level = rounds - 1; level >= 0; level--) {
    const places = placesOf(levels, level, each)
    if (places.length === each) return places
  }
  return undefined
}

function pumped(levels: readonly number[], each: number): number[] | undefined {
  let kept = 0
  for (let place = 1; place < levels.length; place++) {
    if ((levels[place] as number) > (levels[kept] as number)) kept = place
  }
  if (levels[kept] === 0) return placesOf(levels, 0, each)
  const fresh = placesOf(levels, 0, each - 1)
  return fresh.length === each - 1 ? [kept, ...fresh] : undefined
}

/** The first places that have a level, no more than a number of them. */
function placesOf(levels: readonly number[], level: number, number: number): number[] {
  const places: number[] = []
  for (let place = 0; place < levels.length && places.length < number; place++) {
    if (levels[place] === level) places.push(place)
  }
  return places
}
