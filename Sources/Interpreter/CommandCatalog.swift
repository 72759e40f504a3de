import SessionLanguage

/// Every command there is: what the parser, help and completion go by.
public struct CommandCatalog: Sendable {
  /// The commands in the order in which they are listed.
  public let commands: [any Command]

  /// A catalog of these commands.
  public init(_ commands: [any Command]) { self.commands = commands }

  /// The command of that full name.
  public subscript(name: String) -> (any Command)? {
    commands.first { $0.name == name }
  }

  /// What the parser needs to know.
  public var vocabulary: Vocabulary {
    var examples = Dictionary(
      uniqueKeysWithValues: VectorField.allCases.map { ($0.rawValue, $0.example) })
    for form in SettingForm.all {
      for name in [form.name] + form.aliases { examples[name] = form.example }
    }
    return Vocabulary(
      commands: commands.map(\.form), functions: VectorFunction.allCases.map(\.form),
      examples: examples)
  }

  /// The commands of the program; a new one is a file in `Commands` and a line here.
  public static let standard = CommandCatalog([
    LoadCommand(),
    ModelsCommand(),
    ModelCommand(),
    CompareCommand(),
    GenerateCommand(),
    AgainCommand(),
    TuneCommand(),
    SweepCommand(),
    FindCommand(),
    TokensCommand(),
    NextCommand(),
    EffectCommand(),
    NormsCommand(),
    AlignCommand(),
    TraceCommand(),
    ActivationsCommand(),
    LogProbabilitiesCommand(),
    ScoreCommand(),
    PerplexityCommand(),
    AgainstPromptingCommand(),
    LensCommand(),
    AttentionCommand(),
    LastCommand(),
    RateCommand(),
    RunsCommand(),
    ListCommand(),
    ExamplesCommand(),
    ExampleCommand(),
    ShowCommand(),
    UseCommand(),
    OnCommand(),
    OffCommand(),
    RenameCommand(),
    DeleteCommand(),
    SetCommand(),
    UndoCommand(),
    RedoCommand(),
    HistoryCommand(),
    ClearCommand(),
    SaveCommand(),
    RestoreCommand(),
    RunCommand(),
    HelpCommand(),
    TourCommand(),
    QuitCommand(),
  ])
}
