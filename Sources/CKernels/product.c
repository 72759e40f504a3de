#include <string.h>

#include "kernels.h"

// Lays the rows out as tiles, shares the panels among the threads.

/// Rows are taken so many at a time, so that their tiles stay in the caches between the threads.
enum { rows_at_once = 240 };

typedef struct tiling {
  const float *x;
  size_t stride, inputs, padded, rows, tile_count;
  bool in_pairs;
  void *tiles;
} tiling;

static void make_tile(void *context, size_t tile) {
  const tiling *t = context;
  size_t first = tile_start(t->rows, t->tile_count, tile);
  size_t rows = tile_start(t->rows, t->tile_count, tile + 1) - first;
  const float *x = t->x + first * t->stride;
  if (t->in_pairs) {
    size_t pairs = t->padded / 2;
    uint32_t *target = (uint32_t *)t->tiles + first * pairs;
    for (size_t r = 0; r < rows; r++) {
      const float *row = x + r * t->stride;
      for (size_t k = 0; k < t->inputs / 2; k++) {
        target[k * rows + r] = bfloat16(row[2 * k]) | bfloat16(row[2 * k + 1]) << 16;
      }
      if (t->inputs % 2 != 0) target[(pairs - 1) * rows + r] = bfloat16(row[t->inputs - 1]);
    }
    return;
  }
  float *target = (float *)t->tiles + first * t->padded;
  for (size_t r = 0; r < rows; r++) {
    const float *row = x + r * t->stride;
    for (size_t k = 0; k < t->inputs; k++) target[k * rows + r] = row[k];
    if (t->padded > t->inputs) target[t->inputs * rows + r] = 0;
  }
}

typedef struct sharing {
  ck_product_job job;
  void (*product)(const ck_product_job *, size_t, size_t);
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
  bool in_pairs = precision == ck_bfloat16 && ck_machine_has_bf16_products();
  // Half as many rows and two panels at once: 190 against 165 GFLOP/s on Zen 4.
  size_t tile_rows = in_pairs ? kernels->tile_rows / 2 : kernels->tile_rows;
  sharing s = {
    .job = {packed, inputs, outputs, 0, bias, y, y_stride, NULL, 0},
    .product = precision == ck_float32 ? kernels->product : kernels->product_bf16,
    .panels = (outputs + lanes_in_panel - 1) / lanes_in_panel,
  };
#if defined(__x86_64__)
  if (in_pairs) s.product = ck_product_avx512bf16;
#endif
  // bfloat16 takes inputs in pairs: an odd one gets a zero beside it.
  size_t padded = precision == ck_float32 ? inputs : (inputs + 1) / 2 * 2;
  s.job.tiles = ck_scratch(
    (rows < rows_at_once ? rows : rows_at_once) * padded * sizeof(float));
  for (size_t first = 0; first < rows; first += rows_at_once) {
    size_t count = rows - first < rows_at_once ? rows - first : rows_at_once;
    s.job.rows = count;
    s.job.tile_count = (count + tile_rows - 1) / tile_rows;
    s.job.y = y + first * y_stride;
    tiling t = {
      x + first * x_stride, x_stride, inputs, padded, count, s.job.tile_count, in_pairs,
      (void *)s.job.tiles,
    };
    ck_parallel(s.job.tile_count, make_tile, &t);
    // In fours, as kernels of few rows take them; several chunks a thread, since threads differ.
    size_t chunks = 4 * (size_t)ck_threads();
    s.panels_in_chunk = (s.panels + chunks * 4 - 1) / (chunks * 4) * 4;
    ck_parallel((s.panels + s.panels_in_chunk - 1) / s.panels_in_chunk, multiply_chunk, &s);
  }
}
