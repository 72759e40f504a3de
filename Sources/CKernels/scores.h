// What rows make of keys. Those lie in panels of sixteen positions, so that sixteen scores are
// sixteen chains of fused additions side by side; several panels at once, since one alone would wait
// for each addition before the next. Included after keeping.h.

#if REGISTERS >= 32
enum { NAME(rows_together) = 4, NAME(panels_of_a_row) = 4, NAME(panels_of_rows) = 2 };
#elif REGISTERS >= 8
enum { NAME(rows_together) = 4, NAME(panels_of_a_row) = 2, NAME(panels_of_rows) = 1 };
#else
enum { NAME(rows_together) = 1, NAME(panels_of_a_row) = 1, NAME(panels_of_rows) = 1 };
#endif

/// The keys a row sees, first those of the shared stretch, those of the head that comes next, and where
/// the scores of some rows go.
typedef struct scoring {
  const float *queries;
  size_t query_stride, width, shared, panels, score_stride;
  const char *shared_keys, *own_keys, *next_keys;
  float *scores, scale;
} scoring;

/// Scores of some rows at the positions of some panels of keys, from panel `first` on.
INLINE void score(
  const scoring *s, size_t first, const size_t rows, const size_t panels,
  const ck_precision precision
) {
  size_t shared_panels = panels_of(s->shared);
  size_t bytes = s->width * lanes_in_panel * kept_bytes(precision);
  const char *keys[4], *ahead[4];
  float *targets[4];
  lanes sums[16];
  UNROLL for (size_t p = 0; p < panels; p++) {
    bool is_own = first + p >= shared_panels;
    size_t panel = is_own ? first + p - shared_panels : first + p;
    keys[p] = (is_own ? s->own_keys : s->shared_keys) + panel * bytes;
    ahead[p] = is_own ? s->next_keys + panel * bytes : keys[p];
    targets[p] = s->scores + (is_own ? s->shared : 0) + panel * lanes_in_panel;
  }
  UNROLL for (size_t i = 0; i < rows * panels; i++) sums[i] = all(0);
  for (size_t d = 0; d < s->width; d++) {
    lanes key[4];
    UNROLL for (size_t p = 0; p < panels; p++) {
      key[p] = load_kept(keys[p], d * lanes_in_panel, precision);
      if (rows == 1) __builtin_prefetch(ahead[p] + d * lanes_in_panel * kept_bytes(precision));
    }
    UNROLL for (size_t r = 0; r < rows; r++) {
      lanes query = all(s->queries[r * s->query_stride + d]);
      UNROLL for (size_t p = 0; p < panels; p++) {
        sums[r * panels + p] = multiply_add(query, key[p], sums[r * panels + p]);
      }
    }
  }
  // What is written after the last position of the shared stretch is written over by the own one's.
  UNROLL for (size_t p = 0; p < panels; p++) {
    UNROLL for (size_t r = 0; r < rows; r++) {
      store(targets[p] + r * s->score_stride, sums[r * panels + p] * all(s->scale));
    }
  }
}

/// Scores of some rows at all positions that the last of them sees.
INLINE void score_all(const scoring *s, const size_t rows, const ck_precision precision) {
  const size_t most = rows == 1 ? NAME(panels_of_a_row) : NAME(panels_of_rows);
  size_t p = 0;
  for (; p + most <= s->panels; p += most) score(s, p, rows, most, precision);
  switch (s->panels - p) {
  case 1: score(s, p, rows, 1, precision); break;
  case 2: score(s, p, rows, most > 2 ? 2 : 1, precision); break;
  case 3: score(s, p, rows, most > 3 ? 3 : 1, precision); break;
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
