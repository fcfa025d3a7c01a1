/** The platforms that scenarios may name without describing them. */
export const builtInNames = ['ca40', 'ca40-10km', 'ca40-101km'] as const

export type BuiltInName = (typeof builtInNames)[number]
