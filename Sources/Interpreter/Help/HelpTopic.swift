/// What `:help` explains besides commands and settings.
enum HelpTopic: String, CaseIterable {
  case vectors
  case positions
  case hooks
  case sampling
  case keys
  case files
  case strings
  case sentences

  /// A line of a page: prose, or code that can be pasted.
  struct Line {
    var text: String
    var isCode = false
  }

  var lines: [Line] {
    switch self {
    case .vectors:
      [
        prose(
          "A vector is a recipe: texts, a coefficient, a layer. It is measured when it is used."),
        code("let love = x(\"Love\",\"Hate\",5,6)"),
        prose(
          "  5 times what \"Love\" does at the input of layer 6, less what \"Hate\" does there."),
        code("let wed = act(\" wedding\", 4, 6)"),
        prose("  4 times what one text does. Vectors add and scale:"),
        code("let mix = love*2 + calm - 0.5*wed"),
        prose(
          "A let puts the vector in use, alone; :use, :on and :off change that. Fields change:"),
        code("love.coeff = 10 ; love.layer += 1 ; wed.plus = \" weddings\""),
        prose("Fields: coeff, layer, at, pad, plus, minus, dims, from, match."),
        prose("Recorded before layer 2, added before layer 9, with the norm it has there:"),
        code("let moved = x(\"Love\",\"Hate\",5, from=2, layer=9, match=norm)"),
        prose("Random rows of a vector's norms, or of its entries, for comparison:"),
        code("let noise = random(\"norm of\", love, seed=0)"),
      ]
    case .positions:
      [
        prose("A vector has a row for each token of its texts, the beginning of text included."),
        code("love.at = front"),
        prose("  from position 0 (the default); mid around the middle; back up to the end;"),
        code("love.at = 3"),
        prose("  from position 3. The shorter of two texts is filled up on the right:"),
        code("love.pad = \" \""),
        prose("  with the space token (the default), another token, or none."),
        code("love.dims = 0..<100"),
        prose("  adds only these dimensions of each row; all is the default."),
      ]
    case .hooks:
      [
        prose("A layer's number means the residual stream where it enters that block:"),
        code("let love = x(\"Love\",\"Hate\",5,6)"),
        code("let love = x(\"Love\",\"Hate\",5,\"blocks.6.hook_resid_pre\")"),
        prose("Other places, N counting from 0:"),
        prose("  hook_embed, hook_pos_embed, ln_final.hook_normalized"),
        prose(
          "  blocks.N.hook_resid_pre, hook_resid_mid, hook_resid_post, hook_attn_out, hook_mlp_out"),
        prose("  blocks.N.attn.hook_q, hook_k, hook_v, hook_z; blocks.N.mlp.hook_pre, hook_post"),
      ]
    case .sampling:
      [
        prose("Given to a command, a setting holds once; with :set it stays."),
        code(":compare \"I hate you because\" temperature=0.7 seed=42"),
        code(":set temperature=1 top_p=0.3 freq_penalty=1 tokens=50 n=5"),
        prose(
          "temperature=0 takes the most probable token. top_k, if not 0, is used instead of top_p."),
        prose(
          "Without a seed each run draws one and shows it; both sides of a pair share the noise."),
      ]
    case .keys:
      [
        prose("Enter      runs the line; with an open ( or \"\"\" it goes on below"),
        prose("Ctrl-C     drops the line; in a run, stops it and keeps what is there"),
        prose("Ctrl-D     leaves, on an empty line"),
        prose("Tab        completes, or lists what fits"),
        prose("Right      at the end of the line takes the dim hint over"),
        prose("Alt-Enter  goes on below"),
        prose("Up, Down   go through the history, by what is typed already"),
        prose("Ctrl-R     searches the history"),
        prose("Keys of your own stand in ~/.editrc: bind -v gives those of vi."),
      ]
    case .files:
      [
        prose("A session is a script, and a script can be run again:"),
        code(":save love.actadd"),
        code(":restore love.actadd"),
        code(":run love.actadd"),
        prose("From a shell: actadd love.actadd, actadd -c 'COMMANDS', or through a pipe."),
        prose("A # begins a comment, a ; separates statements."),
        prose("Results are written by suffix, at once or afterwards:"),
        code(":compare \"I hate you because\" n=3 file=love.csv"),
        code(":last file=love.html"),
        prose("  .csv, .jsonl  the figures at full precision, a row each; further tables of a"),
        prose("                result go to NAME-TABLE.csv; each row names model and seed"),
        prose("  .md, .html    what is seen, and where it comes from; .html needs nothing else"),
        prose("  .svg          the picture, for light and dark"),
      ]
    case .strings:
      [
        prose("Texts stand in quotes, and every blank in them counts:"),
        code(":tokens \" wedding\" ; :tokens \"wedding\""),
        prose("Known escapes: \\\" \\\\ \\n \\t \\u{1F600}. Longer texts, over several lines:"),
        code(":compare \"\"\"She said: \"I do\"\"\""),
        prose("Curly quotes pasted from a page are taken as quotes."),
      ]
    case .sentences:
      [
        prose("Plain text is cut into sentences by rules, not by a trained model. One ends:"),
        prose(
          "  after . ! ? or …, repeated or mixed, and the quotes and brackets that close behind it,"
        ),
        prose("    where white space follows and then no lower-case letter;"),
        prose("  after 。 ！ or ？, white space or not;"),
        prose("  at an empty line, and at the end of the text."),
        prose("A single . ends none:"),
        prose(
          "  after an abbreviation: Mr. Mrs. Dr. Prof. St. vs. No. Fig. Inc. Jan. and the like;"),
        prose("  after one letter other than I: J. Smith, a.;"),
        prose("  after a word with points inside: e.g. U.S.;"),
        prose("  after a number that opens a line: 1."),
        prose("White space around a sentence is dropped, inside it is kept."),
        code(":perplexity essay.txt by=sentence"),
        code(":perplexity essay.txt by=line"),
      ]
    }
  }

  private func prose(_ text: String) -> Line { Line(text: text) }
  private func code(_ text: String) -> Line { Line(text: text, isCode: true) }
}
