import CKernels

/// Calls `body` once for every element, on the threads that products use, each with its index.
///
/// The calls run at the same time: `body` must not write anything but its element.
public func inParallel<Element>(
  _ elements: inout [Element], _ body: (inout Element, Int) -> Void
) {
  elements.withUnsafeMutableBufferPointer { buffer in
    guard let base = buffer.baseAddress else { return }
    withoutActuallyEscaping(body) { body in
      var call = { (index: Int) in body(&base[index], index) }
      withUnsafeMutablePointer(to: &call) { call in
        ck_parallel(
          buffer.count,
          { context, index in
            context?.assumingMemoryBound(to: ((Int) -> Void).self).pointee(index)
          }, call)
      }
    }
  }
}
