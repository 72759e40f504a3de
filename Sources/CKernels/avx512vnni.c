#if defined(__x86_64__)
#include <immintrin.h>

#include "kernels.h"

// Products in eight bits with sums in 32, 64 multiplications an instruction. The rows of x are
// rounded to eight bits too, 64 inputs at a time by the largest of them. The instruction wants its
// weights without a sign: what the 128 in each of them adds is taken off at the start of a sum.

#define NAME(name) name##_avx512vnni
#define HAS_FMA
#define REGISTERS 32

#pragma clang attribute push( \
  __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma"))), \
  apply_to = function)
#include "lanes.h"
#include "tiles.h"

INLINE void tile_fours(
  const ck_product_job *job, const tile_place *place, size_t panel, const size_t rows,
  const size_t panels
) {
  size_t words = word_count(job->inputs), step = (words + 1) * lanes_in_panel;
  const uint32_t *x =
    (const uint32_t *)job->tiles + place->row * rounded_words(job->inputs);
  size_t groups = group_count(job->inputs), group = place->from / words_in_group;
  const float *units = (const float *)(x + rows * words) + rows * group;
  const uint32_t *starts = x + rows * (words + groups + group);
  const uint32_t *weights = (const uint32_t *)job->packed + panel * step;
  lanes sums[REGISTERS];
  UNROLL for (size_t i = 0; i < rows * panels; i++) {
    sums[i] = begin(job, place, place->row + i / panels, panel + i % panels);
  }
  for (size_t from = place->from; from < place->to; from += words_in_group) {
    size_t to = from + words_in_group < place->to ? from + words_in_group : place->to;
    __m512i counts[REGISTERS];
    UNROLL for (size_t r = 0; r < rows; r++) {
      UNROLL for (size_t p = 0; p < panels; p++) {
        counts[r * panels + p] = _mm512_set1_epi32((int)starts[r]);
      }
    }
    size_t ahead;
    end_of_run(place, from, &ahead);
    for (size_t k = from; k < to; k++, ahead += place->stride) {
      __m512i column[4];
      UNROLL for (size_t p = 0; p < panels; p++) {
        column[p] = _mm512_loadu_si512(weights + p * step + k * lanes_in_panel);
        fetch(weights + p * step, ahead);
      }
      UNROLL for (size_t r = 0; r < rows; r++) {
        __m512i value = _mm512_set1_epi32((int)x[k * rows + r]);
        UNROLL for (size_t p = 0; p < panels; p++) {
          counts[r * panels + p] = _mm512_dpbusd_epi32(counts[r * panels + p], column[p], value);
        }
      }
    }
    UNROLL for (size_t r = 0; r < rows; r++) {
      UNROLL for (size_t p = 0; p < panels; p++) {
        lanes whole = (lanes)_mm512_cvtepi32_ps(counts[r * panels + p]);
        sums[r * panels + p] = multiply_add(all(units[r]), whole, sums[r * panels + p]);
      }
    }
    units += rows;
    starts += rows;
  }
  UNROLL for (size_t p = 0; p < panels; p++) {
    lanes unit = load((const float *)(weights + p * step + words * lanes_in_panel));
    UNROLL for (size_t r = 0; r < rows; r++) {
      finish(job, place, sums[r * panels + p], unit, place->row + r, panel + p);
    }
  }
}

DEFINE_PRODUCT(product, tile_fours, REGISTERS, 1)

/// The words of up to 64 inputs and what a bit of them is worth; returns their sum.
INLINE int round_group(const float *x, size_t count, uint32_t *words, float *unit) {
  __m512 values[4];
  __m512i largest = _mm512_setzero_si512();
  UNROLL for (size_t i = 0; i < 4; i++) {
    size_t left = count > 16 * i ? count - 16 * i : 0;
    __mmask16 mask = left >= 16 ? 0xFFFF : (__mmask16)((1u << left) - 1);
    values[i] = _mm512_maskz_loadu_ps(mask, x + 16 * i);
    // Compared as bits, what is not a number is the largest, and spoils the unit.
    largest = _mm512_max_epu32(largest, _mm512_castps_si512(_mm512_abs_ps(values[i])));
  }
  uint32_t bits = _mm512_reduce_max_epu32(largest);
  float magnitude;
  memcpy(&magnitude, &bits, sizeof magnitude);
  *unit = magnitude / 127;
  __m512 inverse = _mm512_set1_ps(magnitude > 0 ? 127 / magnitude : 0);
  __m512i sum = _mm512_setzero_si512();
  UNROLL for (size_t i = 0; i < 4; i++) {
    __m512i number = _mm512_cvtps_epi32(_mm512_mul_ps(values[i], inverse));
    sum = _mm512_add_epi32(sum, number);
    _mm_storeu_si128((__m128i *)(words + 4 * i), _mm512_cvtsepi32_epi8(number));
  }
  return _mm512_reduce_add_epi32(sum);
}

static void NAME(round)(
  const float *x, size_t stride, size_t rows, size_t inputs, uint32_t *tile
) {
  size_t words = word_count(inputs), groups = group_count(inputs);
  float *units = (float *)(tile + rows * words);
  uint32_t *starts = tile + rows * (words + groups);
  for (size_t r = 0; r < rows; r++) {
    for (size_t g = 0; g < groups; g++) {
      size_t from = g * words_in_group, count = inputs - 4 * from;
      uint32_t rounded[words_in_group];
      int sum = round_group(
        x + r * stride + 4 * from, count < 64 ? count : 64, rounded, &units[g * rows + r]);
      starts[g * rows + r] = (uint32_t)(-128 * sum);
      size_t here = words - from < words_in_group ? words - from : words_in_group;
      for (size_t k = 0; k < here; k++) tile[(from + k) * rows + r] = rounded[k];
    }
  }
}
#pragma clang attribute pop

void ck_product_avx512vnni(const ck_product_job *job, size_t first_panel, size_t end_panel) {
  product_avx512vnni(job, first_panel, end_panel);
}

void ck_round_avx512vnni(
  const float *x, size_t stride, size_t rows, size_t inputs, uint32_t *tile
) {
  round_avx512vnni(x, stride, rows, inputs, tile);
}
#endif
