#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "kernels.h"

// Large pages save the misses of the address cache that streaming through weights otherwise costs;
// what does not fill one stays in small pages, so that nothing is wasted.
enum { large_page = 1 << 21 };

void *ck_allocate_pages(size_t bytes) {
  if (bytes < large_page) {
    size_t whole = (bytes + 63) / 64 * 64 + (bytes == 0) * 64;
    void *memory = aligned_alloc(64, whole);
    return memory == NULL ? NULL : memset(memory, 0, whole);
  }
  void *memory = mmap(
    NULL, bytes + large_page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return NULL;
  uintptr_t start = ((uintptr_t)memory + large_page - 1) & ~(uintptr_t)(large_page - 1);
  uintptr_t end = (start + bytes + 4095) & ~(uintptr_t)4095;
  uintptr_t last = (uintptr_t)memory + bytes + large_page;
  if (start > (uintptr_t)memory) munmap(memory, start - (uintptr_t)memory);
  if (last > end) munmap((void *)end, last - end);
#ifdef MADV_HUGEPAGE
  madvise((void *)start, bytes, MADV_HUGEPAGE);
#endif
  return (void *)start;
}

void ck_free_pages(void *memory, size_t bytes) {
  if (bytes < large_page) {
    free(memory);
  } else {
    munmap(memory, (bytes + 4095) & ~(size_t)4095);
  }
}
