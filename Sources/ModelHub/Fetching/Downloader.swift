/// Brings models from the Hub into the cache.
///
/// Example: `try Downloader(environment: .current).fetch(ModelReference(parsing: "gpt2-small"))`
public struct Downloader {
  private let environment: HubEnvironment
  private let policy: TransferPolicy

  /// A downloader for this Hub and this cache.
  public init(environment: HubEnvironment, policy: TransferPolicy = .standard) {
    self.environment = environment
    self.policy = policy
  }

  /// Fetches what is missing of a model, and waits until all is here.
  ///
  /// The Hub is asked whether the model has changed; to use a cached copy without asking, call
  /// `ModelCache.locate` first. All closures are called on this thread: `report` for every event,
  /// `shouldStop` at least every tenth of a second (the part that has arrived is kept), `examine`
  /// as soon as `config.json` is there (a sentence says why the model is of no use, and ends the
  /// fetch), and `confirm` once before weights are downloaded. Throws the reason as a whole sentence.
  public func fetch(
    _ reference: ModelReference,
    report: @escaping (DownloadEvent) -> Void = { _ in },
    shouldStop: @escaping () -> Bool = { false },
    examine: @escaping (ModelFolder) -> String? = { _ in nil },
    confirm: @escaping (DownloadPlan) -> Bool = { _ in true }
  ) throws(ModelHubError) -> CachedModel {
    let meter = ProgressMeter(report: report)
    let client = HubClient(
      environment: environment, policy: policy, shouldStop: shouldStop, report: meter.pass)
    return try ModelFetch(
      reference: reference, cache: ModelCache(environment), client: client,
      examine: examine, confirm: confirm
    ).run()
  }
}
