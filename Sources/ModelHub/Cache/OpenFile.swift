import Foundation

/// A file open for reading and writing: the one place where this module hands memory to the system.
struct OpenFile: ~Copyable {
  let path: String
  private let descriptor: CInt

  /// Opens `path`, and creates it with `mode` (less the umask) if it is not there.
  init(path: String, mode: mode_t = 0o666) throws(ModelHubError) {
    self.path = path
    // A file-size limit then shows as an error of write, like a full disk, and does not kill the
    // program; Python does the same when it starts.
    signal(SIGXFSZ, SIG_IGN)
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Self.failure("open", path) }
  }

  deinit { close(descriptor) }

  /// The file's length, and whether `path` still leads to this very file.
  func status() throws(ModelHubError) -> (length: Int64, isInPlace: Bool) {
    var here = stat()
    var there = stat()
    guard unsafe fstat(descriptor, &here) == 0 else { throw Self.failure("examine", path) }
    let found = unsafe stat(path, &there) == 0
    return (
      Int64(here.st_size), found && here.st_ino == there.st_ino && here.st_dev == there.st_dev
    )
  }

  /// Reads at most `count` bytes at `offset`; none at the end of the file.
  func read(_ count: Int, at offset: Int64) throws(ModelHubError) -> Data {
    var data = Data(count: count)
    let got = unsafe data.withUnsafeMutableBytes { bytes in
      unsafe pread(descriptor, bytes.baseAddress, count, off_t(offset))
    }
    guard got >= 0 else { throw Self.failure("read", path) }
    return data.prefix(got)
  }

  /// Writes all of `data` at `offset`; throws `diskFull` when it does not fit.
  func write(_ data: Data, at offset: Int64) throws(ModelHubError) {
    var written = 0
    while written < data.count {
      let rest = data.dropFirst(written)
      let count = unsafe rest.withUnsafeBytes { bytes in
        unsafe pwrite(descriptor, bytes.baseAddress, bytes.count, off_t(offset) + off_t(written))
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && [ENOSPC, EDQUOT, EFBIG].contains(errno) { throw .diskFull(path: path) }
      guard count > 0 else { throw Self.failure("write", path) }
      written += count
    }
  }

  /// Cuts the file to `length` bytes.
  func truncate(to length: Int64) throws(ModelHubError) {
    guard ftruncate(descriptor, off_t(length)) == 0 else { throw Self.failure("cut", path) }
  }

  /// Waits until the disk has everything, so that a rename never publishes an empty file.
  func synchronize() throws(ModelHubError) {
    guard fsync(descriptor) == 0 else { throw Self.failure("write", path) }
  }

  /// Takes the lock that all programs on this cache share; false while another has it.
  func tryLock() throws(ModelHubError) -> Bool {
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
    if errno == EWOULDBLOCK || errno == EINTR { return false }
    // Some network file systems have no flock: Python goes on without it there, and so do we.
    if errno == ENOSYS || errno == ENOTSUP || errno == ENOLCK { return true }
    throw Self.failure("lock", path)
  }

  /// Lets everyone in the same group lock this file too, whatever the umask says.
  func shareWithGroup() {
    _ = fchmod(descriptor, 0o664)
  }

  /// Puts one name in the place of another in a single step.
  static func rename(_ path: String, to target: String) throws(ModelHubError) {
    guard unsafe Foundation.rename(path, target) == 0 else { throw failure("put in place", target) }
  }

  private static func failure(_ action: String, _ path: String) -> ModelHubError {
    .fileSystem(action: action, path: path, reason: unsafe String(cString: strerror(errno)))
  }
}
