import type { PlatformInput } from '../../schema/platform.js'
import { calcium } from './ca40.js'
import { erbium } from './er-yso.js'
import type { BuiltInName } from './names.js'
import { photonPairs } from './photon-pairs.js'
import { rubidium, rubidiumLink, rubidiumStored } from './rb87.js'
import { ytterbiumEuropium } from './yb-eu.js'

/** Every platform that needs no description in a file, by name. */
export const builtIn: Readonly<Record<BuiltInName, PlatformInput>> = {
  ca40: calcium,
  'ca40-10km': { ...calcium, title: `${calcium.title}, 10 km`, length: 10 },
  'ca40-101km': { ...calcium, title: `${calcium.title}, 101 km`, length: 101 },
  rb87: rubidium,
  'rb87-stored': rubidiumStored,
  'rb87-ab': rubidiumLink('AB'),
  'rb87-ac': rubidiumLink('AC'),
  'rb87-bc': rubidiumLink('BC'),
  'yb-eu': ytterbiumEuropium,
  'er-yso': erbium,
  'photon-pairs': photonPairs
}
