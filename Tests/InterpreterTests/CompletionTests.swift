import Interpreter
import Testing

@Suite struct Completion {
  static let vectors = "let love = x(\"Love\",\"Hate\",5,6); let calm = act(\"Calm\",10,8)"

  @Test func `offers commands, let, vectors and functions where a statement begins`() throws {
    let typed = try TypedSession(Self.vectors)
    let offers = typed.offers("")
    for offer in [":load", ":compare", "let", "love", "calm", "x(", "act("] {
      #expect(offers.contains(offer))
    }
    #expect(typed.offers("1 + 1; ") == offers)
    #expect(typed.offers("1 + 1\n") == offers)
    #expect(typed.offers("lo") == ["love"])
    #expect(typed.completed("le") == "let ")
  }

  @Test func `offers every command of the catalog with what it does`() throws {
    let typed = try TypedSession()
    let catalog = typed.session.catalog
    #expect(typed.offers(":") == catalog.commands.map { ":\($0.name)" })
    for command in catalog.commands {
      #expect(typed.summary(of: ":\(command.name)", at: ":") == command.help.summary)
    }
    #expect(typed.completed(":compa") == ":compare ")
    #expect(typed.completed(":compa", before: " \"I\"") == ":compare")
    #expect(typed.completed("1 ; :rest") == "1 ; :restore ")
  }

  @Test(arguments: [
    "let a = ", "let a = love + ", "love*2 - ", "love = ", "(", "let a = (", ":use ",
    ":use love + ",
    ":compare \"a\" with=", ":compare \"a\" with=love*2 + ", ":gen with=(",
  ]) func `offers vectors and functions where a value has to stand`(line: String) throws {
    let typed = try TypedSession(Self.vectors)
    #expect(typed.offers(line) == ["love", "calm", "x(", "act("] + typed.offers(line).dropFirst(4))
    #expect(typed.offers(line + "ca") == ["calm"])
    #expect(typed.summary(of: "love", at: line) == "x(\"Love\", \"Hate\", 5, 6)")
  }

  @Test(arguments: [
    "let ", "let a ", "love ", "let a = love ", ":tokens \"lo", "let a = x(\"lo",
    "x(\"a\", \"b\", ",
    "# lo", ":list # ", "love.coeff = ", "love.coeff *= ", "love.plus = ", "5", "nobody.",
    ":nonsense ",
    ":use love ", "\"\"\"lo", "1 + \"lo", "x(\"a\"", "let a = x(\"a\nlo", ":rename love ",
  ]) func `offers nothing where there is nothing to choose`(line: String) throws {
    let typed = try TypedSession(Self.vectors)
    #expect(typed.offers(line).isEmpty, "\(typed.offers(line))")
  }

  @Test func `offers fields with their present values`() throws {
    let typed = try TypedSession(Self.vectors + "; let mix = love + calm")
    let fields = ["coeff", "layer", "at", "pad", "plus", "minus", "dims", "from", "match"]
    #expect(typed.offers("love.") == fields)
    #expect(typed.summary(of: "coeff", at: "love.") == "5")
    #expect(typed.summary(of: "plus", at: "love.") == "\"Love\"")
    #expect(typed.completed("1 + calm.co") == "1 + calm.coeff")
    #expect(typed.offers("x(\"a\", \"b\", love.c") == ["coeff"])
    #expect(typed.offers("mix.") == fields)
    #expect(typed.summary(of: "coeff", at: "mix.")?.isEmpty == true)
  }

  @Test func `offers the values a field may have`() throws {
    let typed = try TypedSession(Self.vectors)
    #expect(typed.offers("love.at = ") == ["front", "mid", "back"])
    #expect(typed.offers("love.at = m") == ["mid"])
    #expect(typed.offers("love.pad = ") == ["\" \"", "none"])
    #expect(typed.offers("x(\"a\",\"b\",5,6, at=") == ["front", "mid", "back"])
    #expect(typed.offers("x(\"a\",\"b\",5,6, ") == ["at=", "pad=", "dims=", "from=", "match="])
    #expect(typed.offers("random(\"norm") == ["\"norm of\""])
    #expect(typed.offers("random(\"norm of\", ca") == ["calm"])
    #expect(typed.offers("x(\"a\",\"b\",5,6, dims=").first == "all")
  }

  @Test(arguments: [
    "love.layer = ", "love.layer += ", "x(\"a\", \"b\", 5, ", "let a = act(\"a\", 5, ",
    ":use love + act(\"a\", (2 + 3), ", "x(\"a\", \"b\", 5, layer=",
  ]) func `offers the layers of the model, and its hook points once a name is begun`(
    line: String
  ) throws {
    let typed = try TypedSession(Self.vectors)
    #expect(typed.offers(line) == (0..<12).map(String.init))
    #expect(typed.offers(line + "1") == ["1", "10", "11"])
    let named = typed.offers(line + "\"")
    #expect(named.prefix(2) == ["\"blocks.0.", "\"blocks.1."])
    #expect(named.suffix(2) == ["\"hook_pos_embed\"", "\"ln_final.hook_normalized\""])
    #expect(typed.completed(line + "\"blocks.7") == line + "\"blocks.7.")
    #expect(
      typed.offers(line + "\"blocks.7.hook_resid_p")
        == ["\"blocks.7.hook_resid_pre\"", "\"blocks.7.hook_resid_post\""])
    #expect(typed.completed(line + "\"blocks.7.attn.hook_q") == line + "\"blocks.7.attn.hook_q\"")
  }

  @Test func `offers hook points as words where a command takes them`() throws {
    let typed = try TypedSession()
    let line = ":activations \"I hate you\" at="
    #expect(typed.offers(line).count == 12)
    #expect(
      typed.completed(line + "blocks.3.mlp.hook_pr") == line + "blocks.3.mlp.hook_pre ")
  }

  @Test func `offers settings with their present values`() throws {
    let typed = try TypedSession(":set top_p=0.5")
    for line in [":set ", ":compare \"I hate you because\" ", ":gen ", ":set n=3 "] {
      #expect(typed.offers(line).contains("top_p="), "\(line)")
      #expect(typed.summary(of: "top_p=", at: line)?.hasPrefix("0.5  ") == true)
    }
    #expect(!typed.offers(":set top_p=0.1 ").contains("top_p="))
    #expect(typed.offers(":set color=") == ["auto", "on", "off"])
    #expect(typed.completed(":set color=of") == ":set color=off ")
    #expect(typed.offers(":compare \"a\" at=") == ["front", "mid", "back"])
    #expect(typed.offers(":set top_p=") == ["0.5", "0.3"])
    #expect(typed.summary(of: "0.3", at: ":set top_p=") == "the default")
    #expect(typed.offers(":set seed=") == ["unset"])
    #expect(typed.offers(":load tiny dtype=b") == ["bf16"])
    #expect(typed.offers(":compare \"a\" wi") == ["with="])
  }

  @Test func `offers vectors that are not yet named`() throws {
    let typed = try TypedSession(Self.vectors)
    #expect(typed.offers(":delete ") == ["love", "calm"])
    #expect(typed.offers(":delete love ") == ["calm"])
    #expect(typed.completed(":on c") == ":on calm ")
  }

  @Test func `offers models, those that are here first`() throws {
    let typed = try TypedSession()
    #expect(typed.offers(":load ").prefix(3) == ["tiny", "gpt2-small", "gpt2-xl"])
    #expect(typed.summary(of: "gpt2-small", at: ":load ") == "548 MB, in the cache")
    #expect(typed.completed(":l tin") == ":l tiny ")
  }

  @Test func `offers what may follow a word of a command`() throws {
    let typed = try TypedSession(Self.vectors)
    #expect(typed.offers(":runs ").prefix(4) == ["search", "show", "repeat", "export"])
    #expect(typed.summary(of: "show", at: ":runs ") == "shows one in full")
    #expect(!typed.offers(":runs search ").contains("show"))
    #expect(typed.offers(":example wed").contains("weddings"))
    #expect(typed.summary(of: "love", at: ":example ")?.isEmpty == false)
    #expect(typed.offers(":example love ").first == "run")
    #expect(!typed.offers(":example love run ").contains("run"))
  }

  @Test func `says what the values of options mean`() throws {
    let typed = try TypedSession(Self.vectors)
    #expect(
      typed.offers(":compare \"a\" control=") == ["random", "zero", "shuffled", "none"])
    #expect(typed.offers(":compare \"a\" style=") == ["plain", "reference"])
    for (line, value) in [
      (":compare \"a\" control=", "zero"), (":compare \"a\" style=", "reference"),
      (":next \"a\" sort=", "kl"), (":load tiny dtype=", "int8"), (":effect \"a\" mode=", "mask"),
      (":sweep \"a\" metric=", "success"), (":perplexity a.txt method=", "pad"),
      (":set at=", "mid"), ("love.at = ", "back"),
    ] {
      #expect(typed.offers(line).contains(value), "\(line)")
      #expect(typed.summary(of: value, at: line)?.isEmpty == false, "\(line)\(value)")
    }
  }

  @Test func `marks the value that a field has now`() throws {
    let typed = try TypedSession(Self.vectors + "; love.at = mid")
    #expect(typed.summary(of: "mid", at: "love.at = ")?.hasSuffix("now") == true)
    #expect(typed.summary(of: "front", at: "love.at = ")?.hasSuffix("now") == false)
    #expect(typed.summary(of: "6", at: "love.layer = ") == "now")
    #expect(typed.summary(of: "8", at: "calm.layer = ") == "now")
    #expect(typed.summary(of: "8", at: "love.layer = ")?.isEmpty == true)
    #expect(typed.summary(of: "none", at: "love.match = ")?.hasSuffix("now") == true)
  }

  @Test func `offers the places in a text with their tokens`() throws {
    let typed = try TypedSession(Self.vectors)
    let line = ":lens \"I hate you\" k=2 at="
    #expect(typed.offers(line) == ["0", "1", "2", "3"])
    #expect(typed.summary(of: "2", at: line) == "\" hate\"")
    #expect(typed.offers(":next \"I hate you\" at=1") == ["1"])
    #expect(typed.offers(":lens at=").isEmpty)
  }

  @Test func `groups commands as help does`() throws {
    let typed = try TypedSession(Self.vectors)
    let completion = typed.session.completion(of: ":")
    #expect(completion.candidates.allSatisfy { !$0.group.isEmpty })
    #expect(completion.candidates.first { $0.text == ":compare" }?.group == "completions")
  }

  @Test func `offers what help knows`() throws {
    let offers = try TypedSession().offers(":help ")
    for topic in ["compare", "vectors", "keys", "temperature"] {
      #expect(offers.contains(topic))
    }
  }

  @Test func `offers paths, those with blanks in quotes`() throws {
    let files = try ScratchFiles([
      "love.actadd", "my session.actadd", "deep down/x", "model/config.json", "odd\"name",
      ".hidden",
    ])
    let typed = try TypedSession()
    let here = files.path
    #expect(
      typed.offers(":run " + here)
        == [
          "\"\(here)deep down/", "\(here)love.actadd", "\(here)model/",
          "\"\(here)my session.actadd\"", "\"\(here)odd\\\"name\"",
        ])
    #expect(typed.completed(":restore \(here)lo") == ":restore \(here)love.actadd ")
    #expect(typed.completed(":save \(here)my") == ":save \"\(here)my session.actadd\" ")
    #expect(typed.completed(":save \"\(here)my ses") == ":save \"\(here)my session.actadd\" ")
    #expect(typed.completed(":run \"\(here)deep d") == ":run \"\(here)deep down/")
    #expect(typed.completed(":run \"\(here)deep down/") == ":run \"\(here)deep down/x\" ")
    #expect(typed.completed(":run \"\(here)odd\\\"") == ":run \"\(here)odd\\\"name\" ")
    #expect(typed.offers(":run \(here).") == ["\(here).hidden"])
    #expect(
      typed.completed(":activations \"a\" at=2 file=\(here)lo")
        == ":activations \"a\" at=2 file=\(here)love.actadd ")
    #expect(typed.completed(":load \(here)mod") == ":load \(here)model ")
  }

  @Test func `survives every start of every example`() throws {
    let typed = try TypedSession(Self.vectors)
    for command in typed.session.catalog.commands {
      for example in command.help.examples {
        for end in example.indices {
          let line = String(example[..<end])
          #expect(typed.session.highlighted(line).string == line)
          let completion = typed.session.completion(of: line)
          #expect(line.hasSuffix(completion.typed))
          _ = typed.session.hint(for: line)
        }
      }
    }
  }
}
