/** The colour of a fidelity: from red, where nothing is entangled any more, by amber to teal. */
export function fidelityColour(fidelity: number): string {
  const share = Math.min(1, Math.max(0, (fidelity - 0.5) / 0.5))
  const hue = 25 + 160 * share ** 1.4
  return `oklch(var(--pair-lightness) ${(0.17 - 0.05 * share).toFixed(3)} ${hue.toFixed(1)})`
}
