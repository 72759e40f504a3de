#ifndef CKERNELS_KERNELS_H
#define CKERNELS_KERNELS_H

#include <string.h>

#include "include/CKernels.h"

enum { lanes_in_panel = 16 };

/// The upper half of a float, rounded to nearest, ties to even; NaN stays NaN.
static inline uint32_t bfloat16(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  if ((bits & 0x7FFFFFFF) > 0x7F800000) return bits >> 16 | 0x40;
  return (bits + 0x7FFF + (bits >> 16 & 1)) >> 16;
}

/// A product under way: what every chunk of it shares.
typedef struct ck_product_job {
  const void *packed;
  size_t inputs, outputs, rows;
  const float *bias;
  float *y;
  size_t y_stride;
  /// The rows of x by tiles of at most `tile_rows`, each tile [inputs][rows of the tile].
  const void *tiles;
  size_t tile_count;
} ck_product_job;

static inline size_t tile_start(size_t rows, size_t tile_count, size_t tile) {
  return rows * tile / tile_count;
}

/// What one kind of processor can do.
typedef struct ck_kernels {
  /// The most rows of a tile: as many sums as fit into the registers.
  size_t tile_rows;
  void (*product)(const ck_product_job *job, size_t first_panel, size_t end_panel);
  void (*product_bf16)(const ck_product_job *job, size_t first_panel, size_t end_panel);
} ck_kernels;

extern const ck_kernels ck_kernels_portable;
#if defined(__x86_64__)
extern const ck_kernels ck_kernels_avx2;
extern const ck_kernels ck_kernels_avx512;
/// Products in bfloat16 with `vdpbf16ps`, in place of `ck_kernels_avx512.product_bf16`.
void ck_product_avx512bf16(const ck_product_job *job, size_t first_panel, size_t end_panel);
#elif defined(__aarch64__)
extern const ck_kernels ck_kernels_neon;
#endif

/// The kernels in use.
const ck_kernels *ck_kernels_current(void);

#endif
