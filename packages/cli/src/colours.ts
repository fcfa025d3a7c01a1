/** Nothing is coloured that does not go to a terminal. To be called before anything that colours is loaded. */
export function chooseColours(): void {
  if (!process.stdout.isTTY) process.env.NO_COLOR ??= '1'
}
