#include <string.h>

#include "kernels.h"

// Lays the rows out as tiles, shares the panels among the threads.

/// Rows are taken so many at a time, so that their tiles stay in the caches between the threads.
enum { rows_at_once = 240 };

typedef struct tiling {
  const float *x;
  size_t stride, inputs, padded, rows, tile_count, words_of_row;
  ck_precision precision;
  bool is_narrow;
  uint32_t *tiles;
} tiling;

static void make_tile(void *context, size_t tile) {
  const tiling *t = context;
  size_t first = tile_start(t->rows, t->tile_count, tile);
  size_t rows = tile_start(t->rows, t->tile_count, tile + 1) - first;
  const float *x = t->x + first * t->stride;
  uint32_t *target = t->tiles + first * t->words_of_row;
#if defined(__x86_64__)
  if (t->is_narrow && t->precision == ck_int8) {
    ck_round_avx512vnni(x, t->stride, rows, t->inputs, target);
    return;
  }
#endif
  if (t->is_narrow) {
    for (size_t r = 0; r < rows; r++) {
      const float *row = x + r * t->stride;
      for (size_t k = 0; k < t->inputs / 2; k++) {
        target[k * rows + r] = bfloat16(row[2 * k]) | bfloat16(row[2 * k + 1]) << 16;
      }
      if (t->inputs % 2 != 0) target[t->inputs / 2 * rows + r] = bfloat16(row[t->inputs - 1]);
    }
    return;
  }
  float *floats = (float *)target;
  for (size_t r = 0; r < rows; r++) {
    const float *row = x + r * t->stride;
    for (size_t k = 0; k < t->inputs; k++) floats[k * rows + r] = row[k];
    for (size_t k = t->inputs; k < t->padded; k++) floats[k * rows + r] = 0;
  }
}

ck_product_function ck_product_kernel(ck_precision precision) {
  const ck_kernels *kernels = ck_kernels_current();
#if defined(__x86_64__)
  if (ck_machine_has_narrow_products(precision)) {
    return precision == ck_bfloat16 ? ck_product_avx512bf16 : ck_product_avx512vnni;
  }
#endif
  switch (precision) {
  case ck_bfloat16: return kernels->product_bf16;
  case ck_int8: return kernels->product_int8;
  default: return kernels->product;
  }
}

typedef struct sharing {
  ck_product_job job;
  ck_product_function product;
  size_t panels, panels_in_chunk;
} sharing;

static void multiply_chunk(void *context, size_t chunk) {
  const sharing *s = context;
  size_t first = chunk * s->panels_in_chunk, end = first + s->panels_in_chunk;
  s->product(&s->job, first, end < s->panels ? end : s->panels);
}

void ck_product(
  ck_precision precision, const void *packed, size_t inputs, size_t outputs, const float *bias,
  const float *x, size_t x_stride, size_t rows, float *y, size_t y_stride
) {
  if (rows == 0 || outputs == 0) return;
  const ck_kernels *kernels = ck_kernels_current();
  bool is_narrow = ck_machine_has_narrow_products(precision);
  // Half as many rows and two panels at once: 190 against 165 GFLOP/s on Zen 4 in bfloat16.
  size_t tile_rows = is_narrow ? kernels->tile_rows / 2 : kernels->tile_rows;
  sharing s = {
    .job = {packed, inputs, outputs, 0, bias, y, y_stride, NULL, 0},
    .product = ck_product_kernel(precision),
    .panels = (outputs + lanes_in_panel - 1) / lanes_in_panel,
  };
  // Inputs go in pairs or fours: those that lack to a whole one get zeros.
  size_t together = precision == ck_float32 ? 1 : precision == ck_bfloat16 ? 2 : 4;
  size_t padded = (inputs + together - 1) / together * together;
  size_t words_of_row = padded;
  if (is_narrow) {
    words_of_row = precision == ck_bfloat16
      ? padded / 2 : word_count(inputs) + 2 * group_count(inputs);
  }
  s.job.tiles = ck_scratch(
    (rows < rows_at_once ? rows : rows_at_once) * words_of_row * sizeof(uint32_t));
  for (size_t first = 0; first < rows; first += rows_at_once) {
    size_t count = rows - first < rows_at_once ? rows - first : rows_at_once;
    s.job.rows = count;
    s.job.tile_count = (count + tile_rows - 1) / tile_rows;
    s.job.y = y + first * y_stride;
    tiling t = {
      x + first * x_stride, x_stride, inputs, padded, count, s.job.tile_count, words_of_row,
      precision, is_narrow, (void *)s.job.tiles,
    };
    ck_parallel(s.job.tile_count, make_tile, &t);
    // In fours, as kernels of few rows take them; several chunks a thread, since threads differ.
    size_t chunks = 4 * (size_t)ck_threads();
    s.panels_in_chunk = (s.panels + chunks * 4 - 1) / (chunks * 4) * 4;
    ck_parallel((s.panels + s.panels_in_chunk - 1) / s.panels_in_chunk, multiply_chunk, &s);
  }
}
