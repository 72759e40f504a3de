#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kernels.h"

// What the machine can do at most, measured with the kernels themselves on the threads they use:
// weights that nothing is done with but read them, and weights that never leave the first cache.

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

typedef struct reading {
  const ck_kernels *kernels;
  const float *memory;
  size_t floats;
} reading;

static void read_chunk(void *context, size_t chunk) {
  const reading *job = context;
  volatile float largest =
    job->kernels->largest(job->memory + chunk * job->floats, job->floats);
  (void)largest;
}

double ck_measure_read_speed(void) {
  enum { chunks = 64, floats = 1 << 20, rounds = 8 };
  float *memory = ck_allocate_pages(chunks * (size_t)floats * sizeof(float));
  if (memory == NULL) return 0;
  memset(memory, 0, chunks * (size_t)floats * sizeof(float));
  reading job = {ck_kernels_current(), memory, floats};
  double best = 1e9;
  for (int round = 0; round < rounds; round++) {
    double start = now();
    ck_parallel(chunks, read_chunk, &job);
    double seconds = now() - start;
    best = seconds < best ? seconds : best;
  }
  ck_free_pages(memory, chunks * (size_t)floats * sizeof(float));
  return chunks * (double)floats * sizeof(float) / best;
}

typedef struct computing {
  ck_product_job job;
  ck_product_function product;
  int times;
} computing;

static void compute_chunk(void *context, size_t chunk) {
  const computing *c = context;
  ck_product_job job = c->job;
  (void)chunk;
  job.y = ck_scratch(job.rows * job.y_stride * sizeof(float));
  for (int i = 0; i < c->times; i++) c->product(&job, 0, job.outputs / lanes_in_panel);
}

/// The operations a second of products of this shape, each thread on its own.
static double compute(ck_precision precision, size_t inputs, size_t outputs, size_t rows) {
  enum { rounds = 8, operations_in_chunk = 40000000 };
  size_t packed_bytes = ck_packed_bytes(precision, inputs, outputs);
  size_t tile_bytes = rows * ck_tile_words(precision, inputs) * sizeof(uint32_t);
  void *packed = ck_allocate_pages(packed_bytes), *tiles = ck_allocate_pages(tile_bytes);
  if (packed == NULL || tiles == NULL) abort();
  double operations = 2.0 * (double)(inputs * outputs * rows);
  computing c = {
    {
      .packed = packed, .inputs = inputs, .outputs = outputs, .rows = rows, .y_stride = outputs,
      .tiles = tiles, .tile_count = ck_tile_count(precision, rows),
      .lines = lines_of(precision, inputs), .panel_bytes = panel_bytes(precision, inputs),
    },
    ck_product_kernel(precision), 1 + (int)(operations_in_chunk / operations),
  };
  size_t chunks = 16 * (size_t)ck_threads();
  double best = 1e9;
  for (int round = 0; round < rounds; round++) {
    double start = now();
    ck_parallel(chunks, compute_chunk, &c);
    double seconds = now() - start;
    best = seconds < best ? seconds : best;
  }
  ck_free_pages(packed, packed_bytes);
  ck_free_pages(tiles, tile_bytes);
  return operations * c.times * (double)chunks / best;
}

double ck_measure_arithmetic(ck_precision precision) {
  // As many inputs as fit with two panels and a tile's rows into 32 KB: the fewer, the more counts
  // what a product does once.
  size_t inputs = precision == ck_int8 ? 576 : precision == ck_bfloat16 ? 288 : 144;
  return compute(precision, inputs, 2 * lanes_in_panel, ck_kernels_current()->tile_rows);
}

double ck_measure_products(ck_precision precision, size_t rows) {
  enum { most_rows = 240 };
  size_t outputs = precision == ck_int8 ? 512 : precision == ck_bfloat16 ? 256 : 128;
  return compute(precision, 768, outputs, rows < most_rows ? rows : most_rows);
}
