#include "kernels.h"

// Shares rows among the threads where there are enough to be worth it.

typedef struct rows_job {
  const ck_kernels *kernels;
  ck_function function;
  const float *x;
  float *y;
  size_t x_stride, y_stride, rows, columns, rows_in_chunk;
  float epsilon;
  const float *gain, *shift;
} rows_job;

static void for_rows(rows_job *job, size_t cost, void (*work)(void *, size_t)) {
  if (job->rows == 0) return;
  // A chunk is at least some µs of work, and there are at most four a thread.
  enum { enough = 1 << 13 };
  size_t most = 4 * (size_t)ck_threads(), chunks = job->rows * job->columns * cost / enough;
  if (chunks > most) chunks = most;
  if (chunks == 0) chunks = 1;
  job->rows_in_chunk = (job->rows + chunks - 1) / chunks;
  ck_parallel((job->rows + job->rows_in_chunk - 1) / job->rows_in_chunk, work, job);
}

static size_t end_of(const rows_job *job, size_t chunk) {
  size_t end = (chunk + 1) * job->rows_in_chunk;
  return end < job->rows ? end : job->rows;
}

static void map_rows(void *context, size_t chunk) {
  const rows_job *job = context;
  for (size_t row = chunk * job->rows_in_chunk; row < end_of(job, chunk); row++) {
    job->kernels->map(job->function, job->y + row * job->y_stride, job->columns);
  }
}

void ck_map(ck_function function, float *values, size_t rows, size_t columns, size_t stride) {
  rows_job job = {
    .kernels = ck_kernels_current(), .function = function, .y = values, .y_stride = stride,
    .rows = rows, .columns = columns,
  };
  for_rows(&job, 4, map_rows);
}

static void normalize_rows(void *context, size_t chunk) {
  const rows_job *job = context;
  for (size_t row = chunk * job->rows_in_chunk; row < end_of(job, chunk); row++) {
    float *y = job->y + row * job->y_stride;
    job->kernels->normalize(job->x + row * job->x_stride, job->columns, job->epsilon, y);
    if (job->gain) job->kernels->scale_and_shift(y, job->columns, job->gain, job->shift);
  }
}

void ck_normalize(
  const float *x, size_t x_stride, size_t rows, size_t columns, float epsilon, const float *gain,
  const float *shift, float *y, size_t y_stride
) {
  rows_job job = {
    .kernels = ck_kernels_current(), .x = x, .y = y, .x_stride = x_stride, .y_stride = y_stride,
    .rows = rows, .columns = columns, .epsilon = epsilon, .gain = gain, .shift = shift,
  };
  for_rows(&job, 2, normalize_rows);
}

void ck_scale_and_shift(float *y, size_t count, const float *gain, const float *shift) {
  ck_kernels_current()->scale_and_shift(y, count, gain, shift);
}

void ck_add(float *y, const float *x, size_t count) { ck_kernels_current()->add(y, x, count); }

float ck_sum(const float *values, size_t count) { return ck_kernels_current()->sum(values, count); }

float ck_largest(const float *values, size_t count) {
  return ck_kernels_current()->largest(values, count);
}

double ck_exponentials(const float *x, size_t count, float top, float *result) {
  return ck_kernels_current()->exponentials(x, count, top, result);
}

void ck_masses_above(const float *values, size_t count, const float *thresholds, double *masses) {
  ck_kernels_current()->masses_above(values, count, thresholds, masses);
}

size_t ck_find_above(
  const float *values, size_t count, float threshold, int32_t *indices, float *found
) {
  return ck_kernels_current()->find_above(values, count, threshold, indices, found);
}

float ck_copy_divided(const float *x, size_t count, float divisor, float *y) {
  return ck_kernels_current()->copy_divided(x, count, divisor, y);
}

void ck_twist(uint32_t *words, size_t count) { ck_kernels_current()->twist(words, count); }
