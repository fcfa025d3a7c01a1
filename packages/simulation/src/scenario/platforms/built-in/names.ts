/** The platforms that scenarios may name without describing them. */
export const builtInNames = [
  'ca40',
  'ca40-10km',
  'ca40-101km',
  'rb87',
  'rb87-stored',
  'rb87-ab',
  'rb87-ac',
  'rb87-bc',
  'yb-eu',
  'er-yso',
  'photon-pairs'
] as const

export type BuiltInName = (typeof builtInNames)[number]
