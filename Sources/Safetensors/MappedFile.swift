#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A regular file's bytes, mapped read-only and unmapped when the last owner lets go.
///
/// The bytes are valid while this object lives. A file that another program shortens in the
/// meantime cannot be defended against; replacing it by renaming does no harm.
@safe public final class MappedFile: Sendable {
  /// The file's path, as given.
  public let path: String
  /// The size in bytes, at least 1.
  public let count: Int
  private nonisolated(unsafe) let base: UnsafeRawPointer

  /// Maps the file at `path`; throws when it is missing, empty or not a regular file.
  public init(path: String) throws(SafetensorsError) {
    func refuse(_ reason: String) -> SafetensorsError { .cannotRead(path: path, reason: reason) }
    // Not blocking: opening a named pipe would otherwise wait for a writer.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw refuse(Self.reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw refuse(Self.reason(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw refuse(status.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : "it is not a file")
    }
    guard status.st_size > 0 else { throw refuse("it is empty") }
    let count = Int(status.st_size)
    guard let base = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
      unsafe base != MAP_FAILED
    else { throw refuse(Self.reason(errno)) }
    self.path = path
    self.count = count
    unsafe self.base = UnsafeRawPointer(base)
  }

  deinit {
    unsafe munmap(UnsafeMutableRawPointer(mutating: base), count)
  }

  /// All bytes, valid while this object lives.
  @unsafe public var bytes: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: base, count: count)
  }

  /// Gives back the memory that holds the bytes in `range`: reading them again reads the file.
  public func forget(_ range: Range<Int>) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let first = (range.lowerBound + page - 1) / page * page
    let end = range.upperBound / page * page
    guard first >= 0, first < end, end <= count else { return }
    unsafe madvise(UnsafeMutableRawPointer(mutating: base) + first, end - first, MADV_DONTNEED)
  }

  /// A copy of the bytes in `range`, cut to the file's end.
  public func copy(_ range: Range<Int>) -> [UInt8] {
    unsafe Array(bytes[range.clamped(to: 0..<count)])
  }

  /// What the system says about an error number.
  static func reason(_ number: Int32) -> String {
    switch number {
    case ENOENT: return "there is no such file"
    case EACCES: return "permission denied"
    case ENOSPC: return "the disk is full"
    case EFBIG: return "it would be larger than a file may be here"
    case ELOOP: return "its links go in circles"
    default:
      guard let text = unsafe strerror(number) else { return "error \(number)" }
      return unsafe String(cString: text)
    }
  }
}
