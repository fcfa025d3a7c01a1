import type { RecurringDark } from '@bellwire/physics'
import * as v from 'valibot'
import type { LinkDescription } from '../../network/description.js'
import type { FieldPath, Problem } from '../read/scenario-error.js'
import type { ArmParts, OpticsInput } from '../schema/optics.js'
import { fields } from '../schema/values.js'
import type { Arm } from './arm.js'

/** What a link's model and everything optical say together. */
export type Light = Pick<LinkDescription, 'model' | 'noise' | 'operatingPoints' | 'slotPeriod' | 'arrival'> & {
  readonly window?: number
  readonly guard?: number
  /** By default slots are longer than they must be by so much, nanoseconds. */
  readonly slotMargin?: number
  /** When no attempt is made, again and again. */
  readonly dark?: RecurringDark
}

/** What a link of this kind is in the world, and what only this kind refuses. Times in nanoseconds, kilometres. */
interface Translation<Model> {
  /** The world's model and light of a link whose fields are in order, with its arms. */
  light(model: Model, optics: OpticsInput, arms: readonly [Arm, Arm]): Light
  /** The arms of a and b, as a file would describe them. Default: as given, each half as long as the link. */
  arms?(model: Model, optics: OpticsInput): readonly [ArmParts, ArmParts]
  /** What the schema cannot say. `at` leads to the link. */
  problems?(model: Model, optics: OpticsInput, at: (...path: FieldPath) => FieldPath): Iterable<Problem>
}

/** One way in which heralds come about, as scenario files name and describe it. */
export interface ModelKind<Kind extends string, Schema extends v.GenericSchema>
  extends Translation<v.InferOutput<Schema>> {
  readonly kind: Kind
  readonly schema: Schema
}

/** @param entries the fields of the model, `kind` not among them */
export function modelKind<const Kind extends string, const Entries extends v.ObjectEntries>(
  kind: Kind,
  entries: Entries,
  translation: Translation<v.InferOutput<ReturnType<typeof schemaOf<Kind, Entries>>>>
) {
  return { ...translation, kind, schema: schemaOf(kind, entries) }
}

function schemaOf<const Kind extends string, const Entries extends v.ObjectEntries>(kind: Kind, entries: Entries) {
  return fields({ kind: v.literal(kind), ...entries })
}
