import { describe, expect, it } from 'vitest'
import { seededUniform } from '../../test/random-bits.js'
import { FourierTransform } from './fourier-transform.js'

const uniform = seededUniform(31)
const sequence = (size: number): Float64Array => Float64Array.from({ length: size }, () => uniform() - 0.5)

describe('the Fourier transform', () => {
  it('has the values of the definition, each once, in its own order', () => {
    for (const size of [1, 2, 4, 8, 16, 32, 64, 128]) {
      const [re, im] = [sequence(size), sequence(size)]
      const expected = Array.from({ length: size }, (_, k) => {
        let [real, imaginary] = [0, 0]
        for (let j = 0; j < size; j++) {
          const angle = (-2 * Math.PI * ((j * k) % size)) / size
          real += re[j]! * Math.cos(angle) - im[j]! * Math.sin(angle)
          imaginary += re[j]! * Math.sin(angle) + im[j]! * Math.cos(angle)
        }
        return [real, imaginary] as const
      })
      new FourierTransform(size).forward(re, im)
      const left = new Set(expected)
      for (let k = 0; k < size; k++) {
        const found = [...left].find(([a, b]) => Math.hypot(a - re[k]!, b - im[k]!) < 1e-12 * size)
        expect(found, `value ${k} of ${size}`).toBeDefined()
        left.delete(found!)
      }
    }
  })

  it('is undone by its inverse, up to the size', () => {
    for (const size of [1, 2, 8, 4096, 8192, 65_536]) {
      const [re, im] = [sequence(size), sequence(size)]
      const [real, imaginary] = [re.slice(), im.slice()]
      const transform = new FourierTransform(size)
      transform.forward(real, imaginary)
      transform.inverse(real, imaginary)
      let worst = 0
      for (let k = 0; k < size; k++) {
        worst = Math.max(worst, Math.hypot(real[k]! / size - re[k]!, imaginary[k]! / size - im[k]!))
      }
      expect(worst).toBeLessThan(1e-13)
    }
  })

  it('refuses a size that is no power of two', () => {
    for (const size of [0, 3, 12, -4, 2.5, 2 ** 31]) expect(() => new FourierTransform(size)).toThrow('power of two')
  })
})
