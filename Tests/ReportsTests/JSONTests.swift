import Reports
import Testing

@Suite struct `JSON values` {
  @Test func `are written on one line, keys in order`() {
    let value: JSONValue = ["v": 1, "cmd": "compare", "a": [true, nil, 0.5], "o": [:], "l": []]
    #expect(value.text == #"{"v":1,"cmd":"compare","a":[true,null,0.5],"o":{},"l":[]}"#)
  }

  @Test func `keep numbers exactly`() {
    #expect(JSONValue.float(0.1).text == "0.1")
    #expect(JSONValue.double(Double(Float(0.1))).text == "0.10000000149011612")
    #expect(JSONValue.unsigned(.max).text == "18446744073709551615")
    #expect(JSONValue.integer(.min).text == "-9223372036854775808")
    #expect(JSONValue.double(.leastNonzeroMagnitude).text == "5e-324")
    #expect(JSONValue.double(1e300).text == "1e+300")
    #expect(JSONValue.double(-0.0).text == "-0.0")
  }

  @Test func `have no word for what is not finite`() {
    #expect(JSONValue.double(.nan).text == "null")
    #expect(JSONValue.float(-.infinity).text == "null")
  }

  @Test func `escape what a reader or a terminal would obey`() {
    #expect(
      JSONValue.string("a\"b\\c\n\u{1B}[0m\u{9B}中😀").text
        == #""a\"b\\c\n\u001b[0m\u009b中😀""#)
  }

  @Test func `are looked up and extended by key`() {
    let value: JSONValue = ["a": 1]
    #expect(value["a"] == 1)
    #expect(value["b"] == nil)
    #expect(value.adding("b", "x").text == #"{"a":1,"b":"x"}"#)
  }
}
