import Foundation
import Generation
import Interpreter
import ModelHub
import Models
import Reports

/// Models inside the program, in folders, in the cache shared with Python, and on the Hub.
final class ProgramShelf: ModelShelf {
  private let environment: [String: String]
  private let hub: HubEnvironment
  private let confirmsAll: Bool
  private let fingerprints: FingerprintMemory?
  private var builtIn: LanguageModel?

  init(_ environment: [String: String], confirmsAll: Bool) {
    self.environment = environment
    hub = HubEnvironment(environment)
    fingerprints = FingerprintMemory(environment: environment)
    self.confirmsAll = confirmsAll
  }

  /// What can be loaded by name, for the shell's completion.
  static var names: [String] {
    ProgramShelf(ProcessInfo.processInfo.environment, confirmsAll: false).models().map(\.name)
  }

  var freeMemory: Int? { FreeMemory.bytes(environment: environment) }

  func models() -> [ModelListing] {
    let cached = ModelCache(hub).list()
    let builtIn = ModelListing(
      BuiltInModel.name, bytes: BuiltInModel.folder.map { Int(ModelFolder(path: $0).bytes) },
      layers: BuiltInModel.folder.flatMap(Self.layers),
      place: BuiltInModel.folder == nil ? .missing : .builtIn)
    let known = ModelAlias.listed.map { alias in
      let copy = cached.first {
        $0.reference.repository == alias.repository && $0.reference.revision == "main"
      }
      return copy.map { Self.listing($0, alias) }
        ?? ModelListing(
          alias.name, bytes: Int(alias.approximateBytes), layers: alias.layers, place: .hub)
    }
    let others = cached.filter { copy in
      !known.contains { $0.name == copy.reference.description }
    }
    return [builtIn] + known + others.map { Self.listing($0, nil) }
  }

  private static func listing(_ model: CachedModel, _ alias: ModelAlias?) -> ModelListing {
    let name = model.reference.description
    let layers = layers(model.folder.path) ?? alias?.layers
    switch model.state {
    case .complete:
      return ModelListing(name, bytes: Int(model.bytes), layers: layers, place: .cache)
    case .partial(let kept):
      return ModelListing(
        name, bytes: alias.map { Int($0.approximateBytes) }, layers: layers,
        place: .partial(bytes: Int(model.bytes + kept)))
    }
  }

  private static func layers(_ folder: String) -> Int? {
    (try? ModelOutline(folder: folder))?.sizes.blocks
  }

  func load(_ name: String, output: any SessionOutput) throws -> LanguageModel? {
    try load(
      name, within: MemoryBudget(free: freeMemory, sequences: 0, tokens: 0), output: output)
  }

  func load(
    _ name: String, within budget: MemoryBudget, output: any SessionOutput
  ) throws -> LanguageModel? {
    let precision = budget.precision
    if name == BuiltInModel.name {
      if precision != .fp32 { return try LanguageModel.builtIn(precision: precision) }
      let model = try builtIn ?? LanguageModel.builtIn()
      builtIn = model
      return model
    }
    func goesOn(_ share: Double) -> Bool {
      output.progress(share, "loading \(name)")
      return !Interrupt.isRaised
    }
    defer { output.endProgress() }
    let model: LanguageModel
    if Self.isPath(name) {
      model = try LanguageModel.load(
        folder: name, precision: precision, within: budget, fingerprints: fingerprints,
        goesOn: goesOn)
    } else {
      guard let reference = try? ModelReference(parsing: name) else { return nil }
      let cached = ModelCache(hub).locate(reference)
      let folder = try (cached ?? fetch(reference, budget, output)).folder.path
      model = try LanguageModel.load(
        folder: folder, name: name, precision: precision, within: budget,
        fingerprints: fingerprints, goesOn: goesOn)
    }
    // Every result names the checksum: it should be there when the first one is.
    model.computeChecksum(after: 2)
    return model
  }

  /// A name is a folder where it could not be anything else, or where there is one of that name.
  private static func isPath(_ name: String) -> Bool {
    if name.hasPrefix("/") || name.hasPrefix(".") || name.hasPrefix("~") { return true }
    let isFolder =
      (try? FileManager.default.attributesOfItem(atPath: name)[.type] as? FileAttributeType)
      == .typeDirectory
    return isFolder && !ModelAlias.all.contains { $0.name == name }
  }

  private func fetch(
    _ reference: ModelReference, _ budget: MemoryBudget, _ output: any SessionOutput
  ) throws -> CachedModel {
    let narration = DownloadNarration(
      of: reference, showsBar: environment["HF_HUB_DISABLE_PROGRESS_BARS"].isOff, output)
    var refusal: LoadingError?
    do {
      let model = try Downloader(environment: hub).fetch(
        reference, report: narration.hear, shouldStop: { Interrupt.isRaised },
        examine: { folder in
          do throws(LoadingError) {
            try budget.check(ModelOutline(folder: folder.path).sizes, name: reference.description)
            return nil
          } catch { return error.description }
        },
        confirm: { plan in
          do throws(LoadingError) {
            guard try self.isAgreedTo(plan, budget, output) else { return false }
          } catch {
            refusal = error
            return false
          }
          narration.begin(plan)
          return true
        })
      narration.finish()
      return model
    } catch {
      output.endProgress()
      throw refusal ?? error
    }
  }

  /// Asks before much is downloaded.
  private func isAgreedTo(
    _ plan: DownloadPlan, _ budget: MemoryBudget, _ output: any SessionOutput
  ) throws(LoadingError) -> Bool {
    guard plan.isLarge, !confirmsAll else { return true }
    let name = plan.reference.description
    let sizes = try ModelOutline(folder: plan.folder.path).sizes
    let forecast = budget.forecast(sizes)
    let free = budget.free.map { " of \(Figures.bytes($0)) that are free" } ?? ""
    output.note(
      StyledText(
        "\(name): \(sizes.blocks) layers, \(sizes.parameterCount) parameters, "
          + "\(Figures.bytes(forecast.bytes)) of memory\(free)", .dim))
    let size = Figures.bytes(Int(plan.missingBytes))
    if let answer = output.confirm(StyledText("download \(size) of \(name)?")) { return answer }
    throw LoadingError(
      "\(name) is a download of \(size), and nobody is here to agree to it: "
        + "start actadd with --yes")
  }
}

extension String? {
  /// Whether a variable is not set to a word for yes.
  fileprivate var isOff: Bool { !["1", "ON", "YES", "TRUE"].contains(self?.uppercased()) }
}
