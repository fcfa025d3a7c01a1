/** Values over time, bounded: when there are too many, every second one goes, and new ones are taken half as often. */
export class Curve {
  times: number[] = []
  values: number[] = []
  #interval = 0

  constructor(private readonly points = 600) {}

  add(time: number, value: number): void {
    const last = this.times.at(-1)
    if (last !== undefined && (time <= last || time - last < this.#interval)) return
    this.times.push(time)
    this.values.push(value)
    if (this.times.length <= this.points) return
    this.times = this.times.filter((_, index) => index % 2 === 0)
    this.values = this.values.filter((_, index) => index % 2 === 0)
    const span = (this.times.at(-1) as number) - (this.times[0] as number)
    this.#interval = span / this.times.length
  }
}

/** Curves of one quantity, by what they are of. */
export class CurveSet {
  readonly curves = new Map<string, Curve>()

  add(of: string, time: number, value: number): void {
    let curve = this.curves.get(of)
    if (curve === undefined) {
      curve = new Curve()
      this.curves.set(of, curve)
    }
    curve.add(time, value)
  }
}
