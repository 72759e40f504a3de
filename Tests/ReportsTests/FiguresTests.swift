import Reports
import Testing

@Suite struct `Numbers as text` {
  @Test(arguments: [
    (3.124, 2, "3.12"), (0.0, 2, "0.00"), (-0.001, 2, "0.00"), (-2.4, 2, "-2.40"), (7, 0, "7"),
    (0.05, 1, "0.1"), (12.999, 1, "13.0"), (1e20, 2, "1e+20"), (.infinity, 2, "inf"),
  ])
  func `have fixed decimals`(value: Double, decimals: Int, text: String) {
    #expect(Figures.decimal(value, decimals) == text)
  }

  @Test func `carry signs and units`() {
    #expect(Figures.signed(0.53) == "+0.53")
    #expect(Figures.signed(-2.4) == "-2.40")
    #expect(Figures.percent(0.182) == "18.2 %")
    #expect([0, 0.182, 0.0006, 1e-9].map(Figures.share) == ["0.0 %", "18.2 %", "0.1 %", "<0.1 %"])
    #expect(
      [0, 0.182, 0.0006, 0.00001, 1e-9].map(Figures.probability)
        == ["0.0 %", "18.2 %", "0.060 %", "0.001 %", "<0.00001 %"])
    #expect(Figures.short(5) == "5")
    #expect(Figures.counted(0, "token") == "0 tokens")
    #expect(Figures.counted(1, "token") == "1 token")
    #expect(Figures.counted(3, "pass") == "3 passes")
    #expect(Figures.short(0.3) == "0.3")
    #expect(Figures.bytes(548_105_171) == "548 MB")
    #expect(Figures.bytes(5_500_000) == "5.5 MB")
    #expect(Figures.bytes(6_431_000_000) == "6.4 GB")
    #expect(Figures.duration(0.25) == "0.25 s")
    #expect(Figures.duration(2.1) == "2.1 s")
    #expect(Figures.duration(200) == "3 min 20 s")
    #expect(Figures.duration(7500) == "2 h 5 min")
  }
}
