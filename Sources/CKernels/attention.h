// Attention of a few rows over the positions before them. Keys lie in panels of sixteen positions,
// so that sixteen scores are sixteen chains of fused additions side by side.

#if SUMS >= 8
enum { NAME(rows_together) = 4, NAME(panels_together) = 4 };
#else
enum { NAME(rows_together) = SUMS >= 4 ? 4 : 1, NAME(panels_together) = 1 };
#endif

/// Scores of some rows at the positions of some panels of keys.
INLINE void score(
  const float *queries, size_t query_stride, const float *keys, size_t width, float scale,
  float *scores, size_t score_stride, const size_t rows, const size_t panels
) {
  lanes sums[16];
  UNROLL for (size_t i = 0; i < rows * panels; i++) sums[i] = all(0);
  for (size_t d = 0; d < width; d++) {
    UNROLL for (size_t p = 0; p < panels; p++) {
      lanes key = load(keys + (p * width + d) * lanes_in_panel);
      UNROLL for (size_t r = 0; r < rows; r++) {
        sums[r * panels + p] =
          multiply_add(all(queries[r * query_stride + d]), key, sums[r * panels + p]);
      }
    }
  }
  UNROLL for (size_t r = 0; r < rows; r++) {
    UNROLL for (size_t p = 0; p < panels; p++) {
      store(scores + r * score_stride + p * lanes_in_panel, sums[r * panels + p] * all(scale));
    }
  }
}

INLINE void score_stretch(
  const ck_attention *task, const ck_positions *stretch, size_t head, const float *queries,
  float *scores, size_t score_stride, size_t count, const size_t rows
) {
  size_t width = task->head_width;
  size_t panels = (stretch->capacity + lanes_in_panel - 1) / lanes_in_panel;
  const float *keys = stretch->keys + head * panels * width * lanes_in_panel;
  enum { together = NAME(panels_together) };
  size_t needed = (count + lanes_in_panel - 1) / lanes_in_panel, p = 0;
  if (rows == 1) {
    for (; p + together <= needed; p += together) {
      score(
        queries, 0, keys + p * width * lanes_in_panel, width, task->scale,
        scores + p * lanes_in_panel, score_stride, 1, together);
    }
  }
  for (; p < needed; p++) {
    score(
      queries, task->query_stride, keys + p * width * lanes_in_panel, width, task->scale,
      scores + p * lanes_in_panel, score_stride, rows, 1);
  }
}

/// Turns `count` scores into exponentials, zeros after them; returns one over their sum.
INLINE float soften(float *scores, size_t count) {
  lanes top = all(NAME(largest)(scores, count)), sums = all(0);
  FOR_EACH_VECTOR(
    count,
    {
      lanes value = exponential(load(scores + i) - top);
      store(scores + i, value);
      sums += value;
    },
    {
      lanes value = exponential(load_some(scores + i, left) - top);
      lanes kept = all(0);
      __builtin_memcpy(&kept, &value, left * sizeof(float));
      store(scores + i, kept);
      sums += kept;
    });
  return 1 / sum_of(sums);
}

/// Adds the values of positions, each times its row's weight, to sums of some rows and columns.
INLINE void mix(
  const float *values, size_t width, size_t from, size_t to, const float *weights,
  size_t weight_stride, lanes *sums, const size_t rows, const size_t vectors, size_t left
) {
  values += from * width;
  for (size_t t = from; t < to; t++, values += width) {
    UNROLL for (size_t v = 0; v < vectors; v++) {
      lanes value = left ? load_some(values, left) : load(values + v * lanes_in_panel);
      UNROLL for (size_t r = 0; r < rows; r++) {
        sums[r * vectors + v] =
          multiply_add(all(weights[r * weight_stride + t]), value, sums[r * vectors + v]);
      }
    }
  }
}

INLINE void mix_columns(
  const ck_attention *task, size_t head, size_t column, size_t first_row, const float *weights,
  size_t weight_stride, const float *inverse, const size_t rows, const size_t vectors, size_t left
) {
  size_t width = task->head_width, key_head = head / task->heads_per_key;
  size_t shared = task->shared.count, first = task->position + first_row + 1;
  const float *first_values = task->shared.values + key_head * task->shared.capacity * width + column;
  const float *own_values = task->own.values + key_head * task->own.capacity * width + column;
  lanes sums[16];
  UNROLL for (size_t i = 0; i < rows * vectors; i++) sums[i] = all(0);
  // Positions that every row sees, the shared ones first; then each row's last few.
  mix(first_values, width, 0, shared, weights, weight_stride, sums, rows, vectors, left);
  mix(
    own_values, width, 0, first - shared, weights + shared, weight_stride, sums, rows, vectors, left);
  UNROLL for (size_t r = 0; r < rows; r++) {
    mix(
      own_values, width, first - shared, first - shared + r, weights + r * weight_stride + shared, 0,
      sums + r * vectors, 1, vectors, left);
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
  const ck_attention *task, size_t head, size_t first_row, float *scores, const size_t rows
) {
  size_t width = task->head_width, key_head = head / task->heads_per_key;
  size_t shared = task->shared.count, seen = task->position + first_row + rows;
  size_t stride = (seen + 2 * lanes_in_panel + 15) / 16 * 16;
  const float *queries = task->queries + first_row * task->query_stride + head * width;
  if (shared > 0) {
    score_stretch(task, &task->shared, key_head, queries, scores, stride, shared, rows);
  }
  score_stretch(
    task, &task->own, key_head, queries, scores + shared, stride, seen - shared, rows);
  float inverse[4];
  UNROLL for (size_t r = 0; r < rows; r++) {
    inverse[r] = soften(scores + r * stride, task->position + first_row + r + 1);
  }
  size_t column = 0;
  for (; column + 64 <= width; column += 64) {
    mix_columns(task, head, column, first_row, scores, stride, inverse, rows, 4, 0);
  }
  for (; column + 16 <= width; column += 16) {
    mix_columns(task, head, column, first_row, scores, stride, inverse, rows, 1, 0);
  }
  if (column < width) {
    mix_columns(task, head, column, first_row, scores, stride, inverse, rows, 1, width - column);
  }
}

static void NAME(attend)(
  const ck_attention *task, size_t head, size_t first_row, size_t end_row, float *scores
) {
  enum { together = NAME(rows_together) };
  for (; first_row + together <= end_row; first_row += together) {
    attend_rows(task, head, first_row, scores, together);
  }
  for (; first_row < end_row; first_row++) attend_rows(task, head, first_row, scores, 1);
}
