// swift-tools-version: 6.2
import PackageDescription

/// Touching memory through a pointer does not compile in these targets unless marked `unsafe`.
let memorySafe: [SwiftSetting] = [.strictMemorySafety(), .treatAllWarnings(as: .error)]

let package = Package(
  name: "ActAdd",
  products: [
    .executable(name: "actadd", targets: ["actadd"]),
    .library(
      name: "ActAdd",
      targets: [
        "LinearAlgebra", "Transformer", "Tokenization", "Models", "Steering", "Generation",
        "Analysis",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // MARK: Floor 0: numbers
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .target(name: "CKernels", linkerSettings: [.linkedLibrary("pthread")]),
    .target(name: "LinearAlgebra", dependencies: ["CKernels", "COpenBLAS"]),

    // MARK: Floor 1: machinery
    .target(name: "JSONText", swiftSettings: memorySafe),
    .target(name: "Safetensors", dependencies: ["JSONText"], swiftSettings: memorySafe),
    .target(
      name: "Transformer", dependencies: ["LinearAlgebra", "Safetensors", "JSONText"],
      swiftSettings: memorySafe),

    // MARK: Floor 2: network and tokenizer, joined
    .target(name: "Tokenization", dependencies: ["JSONText"], swiftSettings: memorySafe),
    .target(
      name: "Models",
      dependencies: [
        "Transformer", "LinearAlgebra", "Tokenization", "Safetensors",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [.copy("Resources/tiny")], swiftSettings: memorySafe),

    .target(
      name: "ModelHub", dependencies: [.product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: memorySafe),

    // MARK: Floor 3: operations
    .target(
      name: "Generation", dependencies: ["Transformer", "LinearAlgebra"],
      swiftSettings: memorySafe),
    .target(
      name: "Steering",
      dependencies: ["Generation", "Models", "Transformer", "LinearAlgebra", "Tokenization"],
      swiftSettings: memorySafe),

    // MARK: Floor 4: questions
    .target(
      name: "Analysis",
      dependencies: ["Generation", "Steering", "Models", "Transformer", "LinearAlgebra"],
      swiftSettings: memorySafe),

    // MARK: Floor 5: interaction
    .target(
      name: "RunLog", dependencies: [.product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: memorySafe),
    .target(name: "SessionLanguage", swiftSettings: memorySafe),
    .target(name: "Reports", swiftSettings: memorySafe),
    .target(
      name: "Interpreter",
      dependencies: [
        "SessionLanguage", "Reports", "RunLog", "Analysis", "Generation", "Steering", "Models",
        "Tokenization", "Transformer", "LinearAlgebra", "Safetensors",
      ],
      swiftSettings: memorySafe),
    .systemLibrary(name: "CLibedit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .target(
      name: "CLineEditor", dependencies: ["CLibedit"], linkerSettings: [.linkedLibrary("edit")]),
    .target(name: "Terminal", dependencies: ["CLineEditor", "Reports"], swiftSettings: memorySafe),

    // MARK: Executables
    .executableTarget(
      name: "actadd",
      dependencies: [
        "Interpreter", "Terminal", "Reports", "RunLog", "ModelHub", "Models", "Generation",
        "LinearAlgebra", "JSONText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["actadd.1"], swiftSettings: memorySafe),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Generation", "Steering", "Models", "Transformer", "LinearAlgebra", "Safetensors",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["peers.py"], swiftSettings: memorySafe),
    .executableTarget(
      name: "LibraryExample", dependencies: ["Analysis", "Generation", "Models", "Steering"],
      path: "Examples/Library", swiftSettings: memorySafe),

    // MARK: Tests
    .testTarget(name: "LinearAlgebraTests", dependencies: ["LinearAlgebra", "CKernels"]),
    .testTarget(name: "JSONTextTests", dependencies: ["JSONText"]),
    .testTarget(name: "SafetensorsTests", dependencies: ["Safetensors"]),
    .testTarget(
      name: "TokenizationTests", dependencies: ["Tokenization"], exclude: ["Fixtures"]),
    .testTarget(name: "TransformerTests", dependencies: ["Transformer", "LinearAlgebra"]),
    .testTarget(
      name: "SteeringTests", dependencies: ["Steering", "LinearAlgebra", "Transformer"]),
    .testTarget(name: "GenerationTests", dependencies: ["Generation"]),
    .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
    .testTarget(
      name: "StepTests",
      dependencies: [
        "CAllocationCounter", "Generation", "LinearAlgebra", "Steering", "Transformer",
        "Safetensors",
      ]),
    .testTarget(name: "AnalysisTests", dependencies: ["Analysis", "Transformer"]),
    .testTarget(
      name: "ConformanceTests",
      dependencies: [
        "Analysis", "Generation", "Steering", "Models", "Transformer", "LinearAlgebra",
        "Safetensors",
      ]),
    .testTarget(
      name: "ModelsTests",
      dependencies: ["Models", "Tokenization", "Transformer", "Safetensors", "LinearAlgebra"]),
    .testTarget(
      name: "BuiltInModelTests",
      dependencies: [
        "Analysis", "Generation", "Steering", "Models", "Transformer", "LinearAlgebra",
      ],
      exclude: ["documents.json", "pairs.txt", "said.txt", "write_documents.py"]
    ),
    .executableTarget(
      name: "hub-fetch-probe", dependencies: ["ModelHub"],
      path: "Tests/ModelHubTests/FetchProbe", swiftSettings: memorySafe),
    .testTarget(
      name: "ModelHubTests",
      dependencies: [
        "ModelHub", "hub-fetch-probe", "actadd",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      exclude: ["FetchProbe", "Mock", "Interop"]),
    .testTarget(name: "SessionLanguageTests", dependencies: ["SessionLanguage"]),
    .testTarget(
      name: "RunLogTests",
      dependencies: ["RunLog", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(name: "ReportsTests", dependencies: ["Reports"], exclude: ["Fixtures"]),
    .testTarget(
      name: "InterpreterTests",
      dependencies: [
        "Interpreter", "SessionLanguage", "Reports", "RunLog", "Models", "Analysis", "Steering",
        "Generation",
      ],
      exclude: ["Transcripts"]),
    .testTarget(name: "TerminalTests", dependencies: ["actadd", "Terminal", "Reports"]),
    .testTarget(
      name: "ProgramTests",
      dependencies: ["actadd", "LibraryExample", "Interpreter", "Safetensors"]),
  ]
)
