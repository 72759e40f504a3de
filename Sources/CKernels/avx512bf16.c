#if defined(__x86_64__)
#include <immintrin.h>

#include "kernels.h"

// Products of bfloat16 pairs with fp32 sums, 32 multiplications an instruction. The rows of x are
// rounded to bfloat16 too.

#define NAME(name) name##_avx512bf16
#define HAS_FMA
#define REGISTERS 32

#pragma clang attribute push( \
  __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16,avx2,fma"))), \
  apply_to = function)
#include "lanes.h"
#include "tiles.h"

INLINE void tile_pairs(
  const ck_product_job *job, const tile_place *place, size_t panel, const size_t rows,
  const size_t panels
) {
  size_t pairs = (job->inputs + 1) / 2, step = pairs * lanes_in_panel;
  const uint32_t *x = (const uint32_t *)job->tiles + place->row * pairs;
  const uint32_t *weights = (const uint32_t *)job->packed + panel * step;
  __m512 sums[REGISTERS];
  UNROLL for (size_t i = 0; i < rows * panels; i++) {
    sums[i] = (__m512)begin(job, place, place->row + i / panels, panel + i % panels);
  }
  FOR_EACH_LINE(place, k, ahead) {
    __m512bh column[4];
    UNROLL for (size_t p = 0; p < panels; p++) {
      column[p] = (__m512bh)_mm512_loadu_si512(weights + p * step + k * lanes_in_panel);
      fetch(weights + p * step, ahead);
    }
    UNROLL for (size_t r = 0; r < rows; r++) {
      __m512bh value = (__m512bh)_mm512_set1_epi32((int)x[k * rows + r]);
      UNROLL for (size_t p = 0; p < panels; p++) {
        sums[r * panels + p] = _mm512_dpbf16_ps(sums[r * panels + p], value, column[p]);
      }
    }
  }
  UNROLL for (size_t r = 0; r < rows; r++) {
    UNROLL for (size_t p = 0; p < panels; p++) {
      finish(job, place, (lanes)sums[r * panels + p], all(1), place->row + r, panel + p);
    }
  }
}

DEFINE_PRODUCT(product, tile_pairs, REGISTERS, 1)

/// Pairs of a row's inputs, rounded.
INLINE lanes round_line(const float *row, size_t inputs, size_t word) {
  __m512 halves[2];
  UNROLL for (size_t i = 0; i < 2; i++) {
    size_t from = 2 * word + 16 * i, left = inputs > from ? inputs - from : 0;
    __mmask16 mask = left >= 16 ? 0xFFFF : (__mmask16)((1u << left) - 1);
    halves[i] = _mm512_maskz_loadu_ps(mask, row + from);
  }
  return (lanes)_mm512_cvtne2ps_pbh(halves[1], halves[0]);
}

#define LINE round_line
#include "transposing.h"
#pragma clang attribute pop

void ck_round_avx512bf16(
  const float *x, size_t stride, size_t rows, size_t inputs, size_t first, size_t end,
  uint32_t *tile
) {
  spread_avx512bf16(x, stride, rows, inputs, first, end, tile);
}

void ck_product_avx512bf16(const ck_product_job *job, size_t first_panel, size_t end_panel) {
  product_avx512bf16(job, first_panel, end_panel);
}
#endif
