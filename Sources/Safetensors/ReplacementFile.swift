#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that takes its name only when it is complete; until then whatever had the name stays.
///
/// Written beside its destination under a hidden name, so that the final renaming stays within one
/// file system; removed if it is never completed.
@safe package struct ReplacementFile: ~Copyable {
  private let path: String
  private let temporaryPath: String
  private let descriptor: Int32
  private var isComplete = false

  /// Begins a file that will be called `path`.
  ///
  /// Throws `cannotWrite` where nothing can be written there, or no ordinary file has that name.
  package init(path: String) throws(SafetensorsError) {
    // Replacing a device such as /dev/null would take it away from everyone.
    var old = stat()
    if unsafe stat(path, &old) == 0, old.st_mode & S_IFMT != S_IFREG {
      throw .cannotWrite(path: path, reason: "it is there and no ordinary file")
    }
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) }
    let start = slash ?? path.startIndex
    let random = String(UInt32.random(in: 0...UInt32.max), radix: 36)
    let temporaryPath = "\(path[..<start]).\(path[start...]).\(random).partial"
    let descriptor = unsafe open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw .cannotWrite(path: path, reason: MappedFile.reason(errno))
    }
    self.path = path
    self.temporaryPath = temporaryPath
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
    if !isComplete { unsafe unlink(temporaryPath) }
  }

  /// Appends the array's bytes as they lie in memory; throws `cannotWrite`, for a full disk too.
  package mutating func write<Element: BitwiseCopyable>(_ elements: [Element])
    throws(SafetensorsError)
  {
    let failure = unsafe elements.withUnsafeBytes { bytes -> Int32 in
      var done = 0
      while done < bytes.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
        let written = unsafe Self.writeSome(descriptor, rest)
        if written < 0, errno != EINTR { return errno }
        done += max(0, written)
      }
      return 0
    }
    guard failure == 0 else { throw refusal(failure) }
  }

  /// Brings the bytes to the disk and gives the file its name; throws `cannotWrite`.
  package consuming func complete() throws(SafetensorsError) {
    guard fsync(descriptor) == 0 else { throw refusal(errno) }
    guard unsafe rename(temporaryPath, path) == 0 else { throw refusal(errno) }
    isComplete = true
  }

  private func refusal(_ number: Int32) -> SafetensorsError {
    .cannotWrite(path: path, reason: MappedFile.reason(number))
  }

  // The system's `write`, which the method above hides.
  private static func writeSome(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      unsafe Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Darwin)
      unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}
