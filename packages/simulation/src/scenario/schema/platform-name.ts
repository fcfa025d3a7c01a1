import * as v from 'valibot'
import { builtInNames } from '../platforms/built-in/names.js'
import { choice, name } from './values.js'

const ACCEPTED = 'the name of a platform'

/** A platform of the file, or one that is known: editors offer those. */
export const platformName = v.union([choice(builtInNames), name], ACCEPTED)
