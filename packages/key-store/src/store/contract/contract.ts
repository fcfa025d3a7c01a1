import { blockRules } from './block-rules.js'
import { crashRules } from './crash-rules.js'
import { masterRules } from './master-rules.js'
import { slaveRules } from './slave-rules.js'
import type { KeyStoreRule } from './subject.js'

/** The rules of a `KeyStore`, for whoever writes one: run each against it in a test of its own. */
export const keyStoreContract: readonly KeyStoreRule[] = [...blockRules, ...masterRules, ...slaveRules, ...crashRules]
