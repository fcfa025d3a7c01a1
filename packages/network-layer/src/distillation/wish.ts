import { DistillationProtocol, DistillationSchedule, type Stage } from '@bellwire/wire'
import { NetworkInputError, requireInteger } from '../errors.js'
import type { StageRule } from './schedule.js'

const PROTOCOLS = {
  bbpssw: DistillationProtocol.BBPSSW,
  dejmps: DistillationProtocol.DEJMPS,
  doubleSelection: DistillationProtocol.DOUBLE_SELECTION
} as const
const SCHEDULES = { nested: DistillationSchedule.NESTED, pumped: DistillationSchedule.PUMPED } as const

/** Steps that a stage can have at most. */
const MOST_ROUNDS = 7

/** How a program wants pairs to be distilled. */
export interface StageWish {
  readonly protocol: keyof typeof PROTOCOLS
  /** Nested: each step combines pairs that have passed as many steps. Pumped: one pair with fresh ones. Default nested. */
  readonly schedule?: keyof typeof SCHEDULES
  /** Steps that a pair passes, 1 to 7. */
  readonly rounds: number
}

/** Where pairs are to be distilled: on every link, from end to end, or both. */
export interface DistillationWish {
  readonly links?: StageWish
  /** Of a way of one link, only where `links` is not given: its link is what is between the ends. */
  readonly ends?: StageWish
}

/** @throws NetworkInputError naming the field that makes no sense */
export function checkDistillation({ links, ends }: DistillationWish): void {
  if (links !== undefined) check('distillation.links', links)
  if (ends !== undefined) check('distillation.ends', ends)
}

function check(field: string, { protocol, schedule = 'nested', rounds }: StageWish): void {
  requireName(`${field}.protocol`, protocol, PROTOCOLS)
  requireName(`${field}.schedule`, schedule, SCHEDULES)
  requireInteger(`${field}.rounds`, rounds, 1, MOST_ROUNDS)
}

function requireName(field: string, name: string, known: object): void {
  if (!Object.hasOwn(known, name)) throw new NetworkInputError(field, name, Object.keys(known).join(', '))
}

/** What is done on each link of a way, and between its ends. */
export interface StageRules {
  readonly links: StageRule | undefined
  readonly ends: StageRule | undefined
}

/** @param hops of the way */
export function rulesOf({ links, ends }: DistillationWish, hops: number): StageRules {
  const [onLinks, atEnds] = hops === 1 ? [links ?? ends, undefined] : [links, ends]
  return { links: onLinks && ruleOf(onLinks), ends: atEnds && ruleOf(atEnds) }
}

function ruleOf({ protocol, schedule = 'nested', rounds }: StageWish): StageRule {
  return { protocol: PROTOCOLS[protocol], schedule: SCHEDULES[schedule], rounds }
}

/** The stages of a way. */
export function stagesOf({ links, ends }: StageRules, hops: number): Stage[] {
  const stages: Stage[] = []
  if (links !== undefined) for (let first = 0; first < hops; first++) stages.push({ first, last: first + 1, ...links })
  if (ends !== undefined) stages.push({ first: 0, last: hops, ...ends })
  return stages
}
