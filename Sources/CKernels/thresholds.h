// Which values are not below a threshold, and what they come to. Included after exponential.h.

/// The sum of those values that are at least as large as each of eight thresholds.
static void NAME(masses_above)(
  const float *values, size_t count, const float *thresholds, double *masses
) {
  enum { at_once = 1024 };
  for (int t = 0; t < 8; t++) masses[t] = 0;
  for (size_t start = 0; start < count; start += at_once) {
    size_t end = start + at_once < count ? start + at_once : count;
    lanes sums[8];
    UNROLL for (int t = 0; t < 8; t++) sums[t] = all(0);
    for (size_t i = start; i < end; i += 16) {
      lanes value = end - i >= 16 ? load(values + i) : load_some(values + i, end - i);
      UNROLL for (int t = 0; t < 8; t++) {
        sums[t] += choose(value >= all(thresholds[t]), value, all(0));
      }
    }
    UNROLL for (int t = 0; t < 8; t++) masses[t] += (double)sum_of(sums[t]);
  }
}

INLINE bool is_any(signed_lanes conditions) { return __builtin_reduce_or(conditions) != 0; }

static size_t NAME(find_above)(
  const float *values, size_t count, float threshold, int32_t *indices, float *found
) {
  size_t number = 0, i = 0;
  for (; i + 64 <= count; i += 64) {
    signed_lanes above[4];
    UNROLL for (size_t v = 0; v < 4; v++) above[v] = load(values + i + 16 * v) >= all(threshold);
    if (!is_any((above[0] | above[1]) | (above[2] | above[3]))) continue;
    for (size_t v = 0; v < 4; v++) {
      if (!is_any(above[v])) continue;
      for (size_t j = i + 16 * v; j < i + 16 * v + 16; j++) {
        indices[number] = (int32_t)j;
        found[number] = values[j];
        number += values[j] >= threshold;
      }
    }
  }
  for (; i < count; i++) {
    indices[number] = (int32_t)i;
    found[number] = values[i];
    number += values[i] >= threshold;
  }
  return number;
}
