import Steering
import Testing

@Suite struct `Steering recipes` {
  let love = SteeringRecipe.xVector("Love", "Hate", 5, layer: 6)
  let calm = SteeringRecipe.xVector("Calm", "Anger", 10, layer: 8)

  @Test func `add in the order they are written`() {
    #expect((love + calm).terms == love.terms + calm.terms)
  }

  @Test func `scale every coefficient and nothing else`() {
    let doubled = 2 * (love + calm)
    #expect(doubled.terms.map(\.coefficient) == [10, 20])
    #expect(doubled.terms.map(\.plus) == ["Love", "Calm"])
  }

  @Test func `subtract by turning signs`() {
    #expect((love - calm).terms.map(\.coefficient) == [5, -10])
  }
}
