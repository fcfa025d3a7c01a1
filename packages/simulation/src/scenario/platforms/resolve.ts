import { fibreDelay } from '@bellwire/physics'
import { fibreOf } from '../models/arm.js'
import { armPartsOf, type ModelInput } from '../models/kinds.js'
import type { LinkFileInput, LinkInput } from '../schema/link.js'
import type { NodeInput } from '../schema/node.js'
import type { ArmParts, OpticsInput } from '../schema/optics.js'
import type { PlatformInput, PlatformReference } from '../schema/platform.js'
import type { Scenario, ScenarioFile } from '../schema/scenario.js'
import { builtIn } from './built-in/built-in.js'

/** The platforms that a scenario may name: its own go before those that are known. */
export function platformsOf({ platforms = {} }: Pick<ScenarioFile, 'platforms'>): ReadonlyMap<string, PlatformInput> {
  return new Map([...Object.entries(builtIn), ...Object.entries(platforms)])
}

/** The scenario with everything that platforms say put where links and nodes say nothing. Every name must be known. */
export function withPlatforms(file: ScenarioFile): Scenario {
  const known = platformsOf(file)
  const { platforms: _platforms, ...scenario } = file
  return {
    ...scenario,
    nodes: file.nodes.map(({ platform, ...node }) => {
      const parts = platform === undefined ? undefined : known.get(platform)
      return parts === undefined ? node : nodeOnPlatform(node, parts)
    }),
    links: file.links.map((link) => {
      const { model } = link
      if (model.kind !== 'platform') return { ...link, model }
      return linkOnPlatform({ ...link, model }, known.get(model.platform) as PlatformInput)
    })
  }
}

/** A link whose model is a platform, of which that platform's parts are now a part. */
export function linkOnPlatform<Link extends OpticsInput & Pick<LinkFileInput, 'guard' | 'slotPeriod' | 'attemptRate'>>(
  link: Link & { readonly model: PlatformReference },
  platform: PlatformInput
): Link & Pick<LinkInput, 'model'> {
  const { station = {}, photon } = platform
  const { brightnesses } = link.model
  const length = platform.length ?? link.length
  const noise = link.noise ?? station.noise
  const window = link.window ?? station.window
  const guard = link.guard ?? station.guard
  const given = {
    ...link,
    model: { ...platform.emission, ...(brightnesses && { brightnesses }) } as ModelInput,
    ...(length !== undefined && { length }),
    ...(window !== undefined && { window }),
    ...(guard !== undefined && { guard }),
    ...(noise !== undefined && { noise }),
    ...(photon && { photon }),
    ...((platform.detectors || link.detectors) && { detectors: { ...platform.detectors, ...link.detectors } }),
    arms: {
      a: { ...armParts(platform, 0), ...link.arms?.a },
      b: { ...armParts(platform, 1), ...link.arms?.b }
    }
  }
  const slotPeriod = link.attemptRate === undefined ? (link.slotPeriod ?? slotPeriodOf(platform, given)) : undefined
  return { ...given, ...(slotPeriod !== undefined && { slotPeriod }) }
}

/** A node with what its platform says beside what the node says itself. */
export function nodeOnPlatform(node: NodeInput, platform: PlatformInput): NodeInput {
  return withFields(nodeParts(platform), node)
}

/** What a node of a platform is. */
function nodeParts({ memory, storage, coherenceTime, readout, gates, keep }: PlatformInput): Partial<NodeInput> {
  const { between = true, depolarising, twoQubit, ...times } = gates ?? {}
  const durations = {
    ...(readout?.duration !== undefined && { measure: readout.duration }),
    ...times,
    ...(twoQubit !== undefined && { gate: twoQubit })
  }
  return {
    ...(memory && { memory }),
    ...(storage && { storage }),
    ...(coherenceTime !== undefined && { coherenceTime }),
    ...(readout?.flip !== undefined && { readoutFlip: readout.flip }),
    ...(Object.keys(durations).length > 0 && { durations }),
    ...(depolarising !== undefined && { twoQubitGate: { depolarising } }),
    ...(!between && { twoQubitGate: null }),
    ...(keep !== undefined && { keep })
  }
}

function withFields<Node extends Partial<NodeInput>>(parts: Partial<NodeInput>, node: Node): Node {
  const { durations } = { ...parts, ...node }
  return { ...parts, ...node, ...(durations && { durations: { ...parts.durations, ...node.durations } }) }
}

/** What a platform says of the arm of one end. */
export function armParts({ collection, conversion, path, fibre = {}, emission }: PlatformInput, end: 0 | 1): ArmParts {
  const { statedAt, ...ofFibre } = fibre
  // As long as the arm of a link of that length: half of it where the station is in the middle.
  const counted = statedAt === undefined ? undefined : armPartsOf({ model: emission, length: statedAt })[end].length
  return {
    ...ofFibre,
    ...(counted !== undefined && { statedAt: counted }),
    ...(collection !== undefined && { collection: typeof collection === 'number' ? collection : collection[end] }),
    ...(conversion && { converter: conversion }),
    ...(path && { path })
  }
}

/** Whole nanoseconds; undefined where the platform leaves it to light and guards. */
function slotPeriodOf(
  { attempt }: PlatformInput,
  link: OpticsInput & { readonly model: ModelInput }
): number | undefined {
  if (attempt?.period !== undefined) return attempt.period
  if (attempt?.rate !== undefined) return Math.round(1e9 / attempt.rate)
  if (attempt?.overhead === undefined) return undefined
  const delays = armPartsOf(link).map((arm) => arm.delay ?? fibreDelay(fibreOf(arm, arm.length ?? 0)))
  return Math.round(attempt.overhead + 2 * Math.max(...delays))
}
