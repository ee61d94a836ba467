import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareQuantities, parseQuantity, quantity } from '../../src/domain/quantity.ts'

test.each([
  ['1', 1_000_000_000n],
  ['500m', 500_000_000n],
  ['0.5', 500_000_000n],
  ['1.', 1_000_000_000n],
  ['100u', 100_000n],
  ['7n', 7n],
  ['1k', 1_000_000_000_000n],
  ['1Ki', 1_024_000_000_000n],
  ['1.5Gi', 1_610_612_736_000_000_000n],
  ['1E', 10n ** 27n],
  ['1e3', 1_000_000_000_000n],
  ['1E3', 1_000_000_000_000n],
  ['25e-1', 2_500_000_000n],
  ['1.5n', 2n],
  ['0', 0n],
])('%s is %d billionths', (text, amount) => {
  expect(parseQuantity(text)).toBe(amount)
})

test.each(['', 'm', '-1', '1 Gi', '1gi', '1KB', '1,5', '.5', '1e', '1e999', '0x10', 'NaN', '1Gim', '١'])(
  '%j is not a quantity',
  (text) => {
    expect(parseQuantity(text)).toBeUndefined()
    expect(quantity.safeParse(text).success).toBe(false)
  },
)

test('amounts are compared, not their spelling', () => {
  expect(compareQuantities('1000m', '1')).toBe(0)
  expect(compareQuantities('1024Mi', '1Gi')).toBe(0)
  expect(compareQuantities('1G', '1Gi')).toBe(-1)
  expect(compareQuantities('2', '1900m')).toBe(1)
  expect(() => compareQuantities('much', '1')).toThrow('much or 1 is not a quantity')
  expect(quantity.parse(2)).toBe('2')
})

test('an amount spelt in a smaller unit is the same amount', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), (n) => {
      expect(compareQuantities(`${n}`, `${n * 1000}m`)).toBe(0)
      expect(compareQuantities(`${n}Gi`, `${n * 1024}Mi`)).toBe(0)
      expect(compareQuantities(`${n}k`, `${n}e3`)).toBe(0)
      expect(compareQuantities(`${n + 1}m`, `${n}m`)).toBe(1)
    }),
  )
})
