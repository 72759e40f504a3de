#include "kernels.h"

// Shares the panels of a product among the threads.

/// Rows are taken so many at a time, so that their tiles stay in the caches between the threads.
enum { rows_at_once = 240 };

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

size_t ck_tile_count(ck_precision precision, size_t rows) {
  const ck_kernels *kernels = ck_kernels_current();
  // Single floats take longer to read than to multiply; each is read once (15 rows: 10.0 in place of
  // 11.0 ms on Zen 5).
  if (precision == ck_float32 && rows <= kernels->most_rows) return 1;
  return (rows + kernels->tile_rows - 1) / kernels->tile_rows;
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

/// How many panels a chunk has: whole groups, several chunks a thread, since threads differ, and that
/// number of them which leaves the least to who has the most.
static size_t panels_in_chunk(size_t panels, size_t group) {
  size_t threads = (size_t)ck_threads(), groups = (panels + group - 1) / group;
  size_t most = (groups + 4 * threads - 1) / (4 * threads), best = most, least = SIZE_MAX;
  for (size_t size = most; 2 * size > most; size--) {
    size_t chunks = (groups + size - 1) / size, longest = (chunks + threads - 1) / threads * size;
    if (longest < least) {
      least = longest;
      best = size;
    }
  }
  return best * group;
}

void ck_product(
  ck_precision precision, const void *packed, size_t inputs, size_t outputs, const float *bias,
  const float *x, size_t x_stride, size_t rows, float *y, size_t y_stride
) {
  if (rows == 0 || outputs == 0) return;
  sharing s = {
    .job = {
      .packed = packed, .inputs = inputs, .outputs = outputs, .bias = bias, .y_stride = y_stride,
      .lines = lines_of(precision, inputs), .panel_bytes = panel_bytes(precision, inputs),
    },
    .product = ck_product_kernel(precision),
    .panels = (outputs + lanes_in_panel - 1) / lanes_in_panel,
  };
  uint32_t *tiles = ck_scratch(
    (rows < rows_at_once ? rows : rows_at_once) * ck_tile_words(precision, inputs)
    * sizeof(uint32_t));
  s.job.tiles = tiles;
  for (size_t first = 0; first < rows; first += rows_at_once) {
    size_t count = rows - first < rows_at_once ? rows - first : rows_at_once;
    s.job.rows = count;
    s.job.tile_count = ck_tile_count(precision, count);
    s.job.y = y + first * y_stride;
    ck_make_tiles(
      precision, x + first * x_stride, x_stride, count, inputs, s.job.tile_count, tiles);
    // Kernels of few rows take panels in fours, the others in twos at most.
    s.panels_in_chunk = panels_in_chunk(s.panels, count > 6 ? 2 : 4);
    s.job.panels_to_next = s.panels_in_chunk * (size_t)ck_threads();
    ck_parallel((s.panels + s.panels_in_chunk - 1) / s.panels_in_chunk, multiply_chunk, &s);
  }
}
