const RATIO = (Math.sqrt(5) - 1) / 2

/** Where a function that rises and then falls is largest, by golden section: nothing that the analyses themselves use. */
export function highest(value: (x: number) => number, from: number, to: number, steps = 70): number {
  let [low, high] = [from, to]
  let [left, right] = [high - RATIO * (high - low), low + RATIO * (high - low)]
  let [atLeft, atRight] = [value(left), value(right)]
  for (let step = 0; step < steps; step++) {
    if (atLeft >= atRight) {
      high = right
      right = left
      atRight = atLeft
      left = high - RATIO * (high - low)
      atLeft = value(left)
    } else {
      low = left
      left = right
      atLeft = atRight
      right = low + RATIO * (high - low)
      atRight = value(right)
    }
  }
  return (low + high) / 2
}
