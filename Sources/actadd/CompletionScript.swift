/// A shell's completion script, as the argument parser writes it and as it works in more places.
enum CompletionScript {
  /// Whether a command line asks for a script.
  static func isAskedFor(_ arguments: [String]) -> Bool {
    arguments.first?.hasPrefix("--generate-completion-script") == true
  }

  /// The script, with what the parser leaves out mended where it is found.
  static func mended(_ script: String) -> String {
    var text = script
    // bash takes the = of `--color=al` for a word, and shows of names that are no files the last part.
    text.replace(
      #"    local -r prev="${3}""#,
      with: #"""
            local prev="${3}"
            [[ "${prev}" = '=' ]] && prev="${COMP_WORDS[COMP_CWORD - 2]}"
        """#)
    text.replace(
      "        __actadd_add_completions -W",
      with: "        compopt +o filenames 2> /dev/null\n        __actadd_add_completions -W")
    // zsh completes `--color=al` only if told that a value may follow an equals sign.
    text.replace(#/(?m)^( +'--[a-z-]+)(\[[^\n\]]*\]:)/#) { "\($0.1)=\($0.2)" }
    // fish 3 knows no cursor in `complete -C`, which programs ask; there it is at the end of the line.
    let inFish = text.replacing("(__actadd_tokens -tC)", with: "(__actadd_cursor)")
    return inFish == text ? text : cursor + inFish
  }

  private static let cursor = """
    function __actadd_cursor
        set -l token (__actadd_tokens -t)
        __actadd_tokens -tC 2> /dev/null
        or string length -- "$token"
    end


    """
}
