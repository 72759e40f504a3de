/// A setting: its name, what it may be and what it is when nothing is said.
public struct SettingForm: Hashable, Sendable {
  /// What values a setting takes.
  public enum Kind: Hashable, Sendable {
    case number(ClosedRange<Double>)
    /// A whole number, or the word that stands for none.
    case integer(ClosedRange<Int>, otherwise: String? = nil)
    /// One of these words.
    case choice([String])
    /// `front`, `mid`, `back` or a position.
    case placement
    /// A text of one token, or `none`.
    case padding
  }

  /// What a setting is about.
  public enum Topic: String, Hashable, Sendable, CaseIterable {
    case sampling
    case vectors
    case machine
    case display
  }

  /// The name that is shown.
  public let name: String
  /// Other names that are taken silently.
  public let aliases: [String]
  /// What it may be.
  public let kind: Kind
  /// What it is when nothing is said.
  public let fallback: SettingValue
  /// What it is about.
  public let topic: Topic
  /// What it does, in a few words.
  public let summary: String

  init(
    _ name: String, aliases: [String] = [], _ kind: Kind, _ fallback: SettingValue,
    _ topic: Topic, _ summary: String
  ) {
    (self.name, self.aliases, self.kind) = (name, aliases, kind)
    (self.fallback, self.topic, self.summary) = (fallback, topic, summary)
  }

  /// The setting of that name or alias.
  public static func named(_ name: String) -> SettingForm? {
    all.first { $0.name == name || $0.aliases.contains(name) }
  }

  /// Numbers are read as `Double`, which counts whole numbers up to here.
  private static let largestWhole = 1 << 53

  /// Every setting, in the order in which they are listed.
  public static let all: [SettingForm] = [
    SettingForm(
      "temperature", aliases: ["temp"], .number(0...10), .number(1), .sampling,
      "how boldly tokens are drawn; 0 takes the most probable"),
    SettingForm(
      "top_p", .number(0...1), .number(0.3), .sampling,
      "draw from the most probable tokens that add up to this"),
    SettingForm(
      "top_k", .integer(0...largestWhole), .integer(0), .sampling,
      "draw from the k most probable tokens; 0 is off"),
    SettingForm(
      "freq_penalty", aliases: ["frequency_penalty"], .number(0...10), .number(1), .sampling,
      "subtracted from a token's logit for each time it occurred"),
    SettingForm(
      "seed", .integer(0...largestWhole, otherwise: "unset"), .unset, .sampling,
      "where the noise starts; unset draws one for each run"),
    SettingForm(
      "tokens", aliases: ["max_tokens"], .integer(1...1024), .integer(50), .sampling,
      "how many tokens are generated at most"),
    SettingForm("n", .integer(1...1000), .integer(5), .sampling, "how many completions a side"),
    SettingForm(
      "at", .placement, .word("front"), .vectors, "where a vector is added: front, mid, back, 3"),
    SettingForm(
      "pad", .padding, .text(" "), .vectors, "the token that fills up the shorter text; or none"),
    SettingForm(
      "backend", .choice(["auto", "openblas"]), .word("auto"), .machine,
      "who multiplies: our kernels where they are faster, or OpenBLAS"),
    SettingForm(
      "record", .choice(["on", "off"]), .word("on"), .machine,
      "whether runs are kept, for :runs"),
    SettingForm(
      "width", .integer(20...1000, otherwise: "auto"), .word("auto"), .display, "cells of a line"),
    SettingForm(
      "color", .choice(["auto", "on", "off"]), .word("auto"), .display, "whether to use colour"),
    SettingForm(
      "theme", .choice(["auto", "dark", "light"]), .word("auto"), .display,
      "the ground of the terminal"),
    SettingForm(
      "pager", .choice(["auto", "on", "off"]), .word("auto"), .display,
      "whether long answers open in a pager"),
    SettingForm(
      "highlight", .choice(["on", "off", "marks"]), .word("on"), .display,
      "whether tokens that moved are set off"),
    SettingForm(
      "hints", .choice(["on", "off"]), .word("on"), .display,
      "whether the line being typed shows dim hints"),
    SettingForm(
      "timing", .choice(["on", "off"]), .word("off"), .display, "whether commands say how long"),
    SettingForm(
      "echo", .choice(["on", "off"]), .word("off"), .display,
      "whether a script's lines are shown before their answers"),
  ]
}
