import * as v from 'valibot'
import type { ArmParts, OpticsInput } from '../schema/optics.js'
import { type Arm, armOf } from './arm.js'
import { cavity } from './cavity.js'
import { dlcz } from './dlcz.js'
import { ideal } from './ideal.js'
import type { Light, ModelKind } from './model-kind.js'
import { pairSource } from './pair-source.js'
import { receiver } from './receiver.js'
import { singleClick } from './single-click.js'
import { source } from './source.js'
import { twoClick } from './two-click.js'

/** Every kind of model that a link may have, beside platforms, which have one of these. */
export const kinds = [ideal, singleClick, twoClick, dlcz, cavity, receiver, source, pairSource] as const

const names = kinds.map(({ kind }) => kind)

export const model = v.variant(
  'kind',
  kinds.map(({ schema }) => schema),
  `a model: ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
)

export type ModelInput = v.InferOutput<typeof model>

type LinkOptics = OpticsInput & { readonly model: ModelInput }

/** The kind of a model, to be asked about that model alone. */
export function kindOf({ kind }: ModelInput): ModelKind<string, v.GenericSchema<unknown, ModelInput>> {
  // The schema has found the model among these by the same name, so each sees only models of its own.
  return kinds.find((one) => one.kind === kind) as unknown as ModelKind<string, v.GenericSchema<unknown, ModelInput>>
}

/** What is said of the arms of a link, of a and of b, lengths included. */
export function armPartsOf(link: LinkOptics): readonly [ArmParts, ArmParts] {
  const half: ArmParts = link.length === undefined ? {} : { length: link.length / 2 }
  return (
    kindOf(link.model).arms?.(link.model, link) ?? [
      { ...half, ...link.arms?.a },
      { ...half, ...link.arms?.b }
    ]
  )
}

/** The arms of a link, of a and of b. */
export function armsOf(link: LinkOptics): readonly [Arm, Arm] {
  const [a, b] = armPartsOf(link)
  const efficiency = link.detectors?.efficiency
  return [armOf(a, efficiency), armOf(b, efficiency)]
}

/** @param arms of the same link */
export function lightOf(link: LinkOptics, arms: readonly [Arm, Arm]): Light {
  return kindOf(link.model).light(link.model, link, arms)
}
