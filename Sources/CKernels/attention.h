// Attention of a few rows over the positions before them: scores, softmax, and the values mixed by it.

#include "keeping.h"
#include "scores.h"

/// Adds the values of positions, each times its row's weight, to sums of some rows and columns. Asks
/// for those of the head that comes next, `ahead`, unless it is NULL.
INLINE void mix(
  const void *values, const char *ahead, size_t column, size_t width, size_t from, size_t to,
  const float *weights, size_t weight_stride, lanes *sums, const size_t rows, const size_t vectors,
  size_t left, const ck_precision precision
) {
  for (size_t t = from, place = from * width + column; t < to; t++, place += width) {
    for (size_t v = 0; ahead && v < vectors; v++) {
      __builtin_prefetch(ahead + (place + v * lanes_in_panel) * kept_bytes(precision));
    }
    UNROLL for (size_t v = 0; v < vectors; v++) {
      lanes value = left ? load_some_kept(values, place, left, precision)
                         : load_kept(values, place + v * lanes_in_panel, precision);
      UNROLL for (size_t r = 0; r < rows; r++) {
        sums[r * vectors + v] =
          multiply_add(all(weights[r * weight_stride + t]), value, sums[r * vectors + v]);
      }
    }
  }
}

INLINE void mix_columns(
  const ck_attention *task, size_t head, const ck_next_head *next, size_t column, size_t first_row,
  const float *weights, size_t weight_stride, const float *inverse, const size_t rows,
  const size_t vectors, size_t left, const ck_precision precision
) {
  size_t width = task->head_width, key_head = head / task->heads_per_key;
  size_t shared = task->shared.count, first = task->position + first_row + 1;
  const void *first_values = values_of(&task->shared, key_head, width);
  const void *own_values = values_of(&task->own, key_head, width);
  lanes sums[16];
  UNROLL for (size_t i = 0; i < rows * vectors; i++) sums[i] = all(0);
  // Positions that every row sees, the shared ones first; then each row's last few.
  mix(
    first_values, NULL, column, width, 0, shared, weights, weight_stride, sums, rows, vectors, left,
    precision);
  mix(
    own_values, rows == 1 ? next->values : NULL, column, width, 0, first - shared, weights + shared,
    weight_stride, sums, rows, vectors, left, precision);
  UNROLL for (size_t r = 0; r < rows; r++) {
    mix(
      own_values, NULL, column, width, first - shared, first - shared + r,
      weights + r * weight_stride + shared, 0, sums + r * vectors, 1, vectors, left, precision);
    float *target =
      task->mixed + (first_row + r) * task->mixed_stride + head * width + column;
    UNROLL for (size_t v = 0; v < vectors; v++) {
      lanes result = sums[r * vectors + v] * all(inverse[r]);
      if (left) store_some(target, result, left);
      else store(target + v * lanes_in_panel, result);
    }
  }
}

INLINE void attend_rows(
  const ck_attention *task, size_t head, const ck_next_head *next, size_t first_row, float *scores,
  const size_t rows, const ck_precision precision
) {
  size_t width = task->head_width, key_head = head / task->heads_per_key;
  size_t shared = task->shared.count, seen = task->position + first_row + rows;
  size_t stride = (seen + 2 * lanes_in_panel + 15) / 16 * 16;
  const scoring s = {
    .queries = task->queries + first_row * task->query_stride + head * width,
    .query_stride = task->query_stride, .width = width, .shared = shared,
    .panels = panels_of(shared) + panels_of(seen - shared), .score_stride = stride,
    .shared_keys = keys_of(&task->shared, key_head, width),
    .own_keys = keys_of(&task->own, key_head, width), .next_keys = next->keys, .scores = scores,
    .scale = task->scale,
  };
  score_all(&s, rows, precision);
  float inverse[4];
  UNROLL for (size_t r = 0; r < rows; r++) {
    inverse[r] = soften(scores + r * stride, task->position + first_row + r + 1);
  }
  size_t column = 0;
  for (; column + 64 <= width; column += 64) {
    mix_columns(
      task, head, next, column, first_row, scores, stride, inverse, rows, 4, 0, precision);
  }
  for (; column + 16 <= width; column += 16) {
    mix_columns(
      task, head, next, column, first_row, scores, stride, inverse, rows, 1, 0, precision);
  }
  if (column < width) {
    mix_columns(
      task, head, next, column, first_row, scores, stride, inverse, rows, 1, width - column,
      precision);
  }
}

INLINE void attend_all(
  const ck_attention *task, size_t head, const ck_next_head *next, size_t first_row, size_t end_row,
  float *scores, const ck_precision precision
) {
  enum { together = NAME(rows_together) };
  for (; first_row + together <= end_row; first_row += together) {
    attend_rows(task, head, next, first_row, scores, together, precision);
  }
  for (; first_row < end_row; first_row++) {
    attend_rows(task, head, next, first_row, scores, 1, precision);
  }
}

static void NAME(attend)(
  const ck_attention *task, size_t head, const ck_next_head *next, size_t first_row, size_t end_row,
  float *scores
) {
  if (task->own.precision == ck_bfloat16) {
    attend_all(task, head, next, first_row, end_row, scores, ck_bfloat16);
  } else {
    attend_all(task, head, next, first_row, end_row, scores, ck_float32);
  }
}
