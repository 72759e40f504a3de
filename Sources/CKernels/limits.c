#include <stdatomic.h>
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
} computing;

static void compute_chunk(void *context, size_t chunk) {
  const computing *c = context;
  ck_product_job job = c->job;
  (void)chunk;
  job.y = ck_scratch(job.rows * job.y_stride * sizeof(float));
  for (int i = 0; i < 50; i++) c->product(&job, 0, job.outputs / lanes_in_panel);
}

double ck_measure_arithmetic(ck_precision precision) {
  enum { inputs = 96, outputs = 64, rounds = 8 };
  static float packed[inputs * outputs], tiles[inputs * 32];
  size_t rows = ck_kernels_current()->tile_rows;
  if (ck_machine_has_narrow_products(precision)) rows /= 2;
  computing c = {
    {packed, inputs, outputs, rows, NULL, NULL, outputs, tiles, 1}, ck_product_kernel(precision),
  };
  size_t chunks = 16 * (size_t)ck_threads();
  double best = 1e9;
  for (int round = 0; round < rounds; round++) {
    double start = now();
    ck_parallel(chunks, compute_chunk, &c);
    double seconds = now() - start;
    best = seconds < best ? seconds : best;
  }
  return 2.0 * inputs * outputs * (double)rows * 50 * (double)chunks / best;
}
