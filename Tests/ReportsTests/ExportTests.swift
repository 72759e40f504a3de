import Foundation
import FoundationXML
import Reports
import Testing

@Suite struct `Exported results` {
  static let table = DataTable(
    "tokens", columns: ["token", "value", "count"],
    rows: [
      [" love", .double(0.1), 3], ["a,\"b\"\n", .float(0.1), nil], ["", .double(-.infinity), true],
      ["<b>|*`", .double(1e-7), .unsigned(.max)],
    ])

  static let document = ReportDocument(
    title: ":next \"<script>alert(1)</script>\"",
    blocks: SampleViews.all.map(\.block) + [
      .text(Escaping.styled("<img src=x> \u{1B}[31m|", .steered)), .blank,
      .text(StyledText("hot", .highlight(4)) + StyledText("  ", .heat(3))),
    ],
    tables: [table], facts: [.init("model", "tiny"), .init("seed", 7), .init("vector", nil)])

  @Test func `keep each value to the letter in csv`() {
    #expect(
      CSVRendering.text(Self.table, facts: [.init("model", "ti,ny"), .init("count", 9)])
        == """
        token,value,count,model
        " love",0.1,3,"ti,ny"
        "a,""b""
        ",0.1,,"ti,ny"
        "",-inf,true,"ti,ny"
        <b>|*`,1e-07,18446744073709551615,"ti,ny"

        """)
  }

  @Test func `are one object a row in jsonl, and name their table among several`() throws {
    let one = JSONLinesRendering.text(Self.document).split(separator: "\n")
    #expect(one.count == 4)
    #expect(
      one[0] == #"{"token":" love","value":0.1,"count":3,"model":"tiny","seed":7,"vector":null}"#)
    var two = Self.document
    two.tables.append(DataTable("full", columns: ["n"], rows: [[1]]))
    let lines = JSONLinesRendering.text(two).split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[0].hasPrefix(#"{"table":"tokens","token":" love""#))
    #expect(lines[4].hasPrefix(#"{"table":"full","n":1,"model":"tiny""#))
  }

  @Test func `escape in Markdown what would mean something there`() {
    let text = MarkdownRendering.text(
      ReportDocument(
        title: "a ` b",
        blocks: [
          .table(
            Table(columns: [.init("to|ken"), .init("n", .right)], rows: [["a|b*\n<i>", "1"]])),
          .bars(
            BarChart(
              headings: ["token", "p", "change"],
              rows: [.init(label: "x_y", cells: ["1 %"], value: -0.5)])),
        ], facts: [.init("model", "tiny"), .init("vector", nil)]))
    #expect(
      text == """
        # ``a ` b``

        | to\\|ken | n |
        | --- | ---: |
        | a\\|b\\*<br>&lt;i> | 1 |

        | token | p | change |
        | --- | ---: | ---: |
        | x\\_y | 1 % | -0.50 |

        - model: `tiny`

        """)
  }

  @Test func `are a page that needs nothing else in html`() {
    let page = HTMLRendering.text(Self.document)
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("<link"))
    #expect(page.contains("prefers-color-scheme:dark"))
    #expect(page.contains("\\x1b") && !page.contains("\u{1B}"))
    #expect(page.contains("<svg") && page.contains("<dd>tiny</dd>") && page.contains("1e-07"))
    let addresses = page.split(separator: "http").dropFirst()
    #expect(addresses.allSatisfy { $0.hasPrefix("://www.w3.org/2000/svg\"") })
  }

  @Test func `are well-formed svg with a bar for each row and a shade for each cell`() throws {
    for (name, block) in SampleViews.all {
      let text = SVGRendering.text(ReportDocument(title: "a < b", blocks: [block]))
      let elements = try #require(Elements(text), "\(name)")
      #expect(elements.count["title", default: 0] >= 1)
      #expect(text.contains("prefers-color-scheme:dark"))
    }
    func count(_ block: ReportBlock, _ element: String) throws -> Int {
      let text = SVGRendering.text(ReportDocument(title: "t", blocks: [block]))
      return try #require(Elements(text)).count[element, default: 0]
    }
    // One rectangle is the ground, ten are the legend of a heat map.
    #expect(try count(.bars(SampleViews.next), "rect") == 1 + SampleViews.next.rows.count)
    #expect(try count(.heatMap(SampleViews.map), "rect") == 1 + 10 + 6 * 11 - 1)
    #expect(try count(.sparkline(SampleViews.sweep), "circle") == 41)
  }

  @Test func `are well-formed in html but for what html leaves open`() throws {
    let page = HTMLRendering.text(Self.document)
    let body = try #require(page.split(separator: "<body>").last?.split(separator: "</body>").first)
    #expect(Elements("<body>\(body)</body>") != nil)
  }

  /// How often each element stands in a text of XML; `nil` where it is not well-formed.
  private final class Elements: NSObject, XMLParserDelegate {
    var count: [String: Int] = [:]

    init?(_ text: String) {
      super.init()
      let parser = XMLParser(data: Data(text.utf8))
      parser.delegate = self
      guard parser.parse() else { return nil }
    }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      count[name, default: 0] += 1
    }
  }
}
