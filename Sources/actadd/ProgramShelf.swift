import Foundation
import Generation
import Interpreter
import ModelHub
import Models
import Reports

/// Models inside the program, in folders, in the cache shared with Python, and on the Hub.
final class ProgramShelf: ModelShelf {
  private let hub: HubEnvironment
  private let confirmsAll: Bool

  init(_ environment: [String: String], confirmsAll: Bool) {
    hub = HubEnvironment(environment)
    self.confirmsAll = confirmsAll
  }

  func models() -> [ModelListing] {
    let cached = ModelCache(hub).list()
    let builtIn = ModelListing(
      BuiltInModel.name, size: "", remark: BuiltInModel.folder == nil ? "missing" : "built in")
    let known = ModelAlias.all.map { alias in
      let copy = cached.first { $0.reference.repository == alias.repository }
      return ModelListing(
        alias.name, size: Figures.bytes(Int(copy?.bytes ?? alias.approximateBytes)),
        remark: copy.map(Self.remark) ?? "on the Hub")
    }
    let others = cached.filter { copy in
      !ModelAlias.all.contains { $0.repository == copy.reference.repository }
    }
    return [builtIn] + known
      + others.map {
        ModelListing($0.reference.name, size: Figures.bytes(Int($0.bytes)), remark: Self.remark($0))
      }
  }

  func load(_ name: String, output: any SessionOutput) throws -> LanguageModel? {
    if name == BuiltInModel.name { return try LanguageModel.builtIn() }
    if Self.isPath(name) { return try LanguageModel.load(folder: name) }
    guard let reference = try? ModelReference(parsing: name) else { return nil }
    let cache = ModelCache(hub)
    let model = try cache.locate(reference) ?? fetch(reference, output)
    return try LanguageModel.load(folder: model.folder.path, name: name)
  }

  /// A name is a folder where it could not be anything else, or where there is one of that name.
  private static func isPath(_ name: String) -> Bool {
    name.hasPrefix("/") || name.hasPrefix(".") || name.hasPrefix("~")
      || FileManager.default.fileExists(atPath: name + "/config.json")
  }

  private func fetch(_ reference: ModelReference, _ output: any SessionOutput) throws -> CachedModel
  {
    defer { output.endProgress() }
    return try Downloader(environment: hub).fetch(
      reference,
      report: { event in
        if let notice = event.notice { output.note(StyledText(notice, .dim)) }
        if case .progress(let progress) = event {
          output.progress(
            Double(progress.bytes) / Double(max(1, progress.total)),
            "\(reference.name)  \(progress.file)")
        }
      },
      shouldStop: { Interrupt.isRaised },
      confirm: { plan in
        if self.confirmsAll || !plan.isLarge { return true }
        let size = Figures.bytes(Int(plan.missingBytes))
        return output.confirm(StyledText("download \(size) of \(reference.name)?")) == true
      })
  }

  private static func remark(_ model: CachedModel) -> String {
    switch model.state {
    case .complete: "in the cache"
    case .partial(let kept): "\(Figures.bytes(Int(kept))) of it in the cache"
    }
  }
}
