// What rows make of keys. Those lie in panels of sixteen positions, so that sixteen scores are
// sixteen chains of fused additions side by side. Included after keeping.h.

#if REGISTERS >= 32
enum { NAME(rows_together) = 4, NAME(panels_together) = 4 };
#else
enum { NAME(rows_together) = REGISTERS >= 8 ? 4 : 1, NAME(panels_together) = 1 };
#endif

/// Scores of some rows at the positions of some panels of keys, from panel `first` on.
INLINE void score(
  const float *queries, size_t query_stride, const void *keys, size_t first, size_t width,
  float scale, float *scores, size_t score_stride, const size_t rows, const size_t panels,
  const ck_precision precision
) {
  lanes sums[16];
  UNROLL for (size_t i = 0; i < rows * panels; i++) sums[i] = all(0);
  for (size_t d = 0; d < width; d++) {
    UNROLL for (size_t p = 0; p < panels; p++) {
      lanes key = load_kept(keys, ((first + p) * width + d) * lanes_in_panel, precision);
      UNROLL for (size_t r = 0; r < rows; r++) {
        sums[r * panels + p] =
          multiply_add(all(queries[r * query_stride + d]), key, sums[r * panels + p]);
      }
    }
  }
  UNROLL for (size_t r = 0; r < rows; r++) {
    UNROLL for (size_t p = 0; p < panels; p++) {
      store(
        scores + r * score_stride + (first + p) * lanes_in_panel,
        sums[r * panels + p] * all(scale));
    }
  }
}

/// Scores of some rows at the first `count` positions of a stretch. What is written after the last
/// of them is written over by the next stretch.
INLINE void score_stretch(
  const ck_attention *task, const ck_positions *stretch, size_t head, const float *queries,
  float *scores, size_t score_stride, size_t count, const size_t rows, const ck_precision precision
) {
  enum { together = NAME(panels_together) };
  size_t width = task->head_width, needed = panels_of(count), p = 0;
  const void *keys = keys_of(stretch, head, width);
  if (rows == 1) {
    for (; p + together <= needed; p += together) {
      score(queries, 0, keys, p, width, task->scale, scores, 0, 1, together, precision);
    }
  }
  for (; p < needed; p++) {
    score(
      queries, task->query_stride, keys, p, width, task->scale, scores, score_stride, rows, 1,
      precision);
  }
}

/// Turns `count` scores into exponentials; returns one over their sum. There is room for a vector
/// after the last.
INLINE float soften(float *scores, size_t count) {
  store(scores + count, all(-__builtin_inff()));
  lanes top = all(-__builtin_inff()), sums = all(0);
  for (size_t i = 0; i < count; i += lanes_in_panel) top = larger_of(load(scores + i), top);
  top = all(largest_of(top));
  for (size_t i = 0; i < count; i += lanes_in_panel) {
    lanes value = exponential(load(scores + i) - top);
    store(scores + i, value);
    sums += value;
  }
  return 1 / sum_of(sums);
}
