// Keys and values on their way into memory and out of it: as single floats, or in bfloat16, which
// takes half the time to read; sums are single floats either way. `precision` is a constant wherever
// these are inlined.

#include "positions.h"

typedef uint16_t half_lanes __attribute__((vector_size(32)));
typedef uint16_t unaligned_half_lanes __attribute__((vector_size(32), aligned(2), may_alias));

INLINE lanes widened(half_lanes halves) {
  return (lanes)(__builtin_convertvector(halves, word_lanes) << 16);
}

/// Rounded to nearest, ties to even; NaN stays NaN.
INLINE half_lanes narrowed(lanes value) {
  word_lanes bits = (word_lanes)value;
  word_lanes rounded = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16;
  lanes result = choose(value == value, (lanes)rounded, (lanes)(bits >> 16 | 0x40));
  return __builtin_convertvector((word_lanes)result, half_lanes);
}

/// Sixteen of the numbers kept, from number `i` on.
INLINE lanes load_kept(const void *kept, size_t i, const ck_precision precision) {
  if (precision == ck_float32) return load((const float *)kept + i);
  return widened(*(const unaligned_half_lanes *)((const uint16_t *)kept + i));
}

/// The first `count` of them, and zeros.
INLINE lanes load_some_kept(
  const void *kept, size_t i, size_t count, const ck_precision precision
) {
  if (precision == ck_float32) return load_some((const float *)kept + i, count);
  half_lanes halves = {0};
  __builtin_memcpy(&halves, (const uint16_t *)kept + i, count * sizeof(uint16_t));
  return widened(halves);
}

/// Writes the first `count` of sixteen floats as numbers `i`, `i + step`, … of those kept.
INLINE void store_kept(
  lanes values, size_t count, void *kept, size_t i, const size_t step, const ck_precision precision
) {
  half_lanes halves = narrowed(values);
  size_t bytes = kept_bytes(precision);
  char numbers[sizeof values], *target = (char *)kept + i * bytes;
  if (precision == ck_float32) __builtin_memcpy(numbers, &values, sizeof values);
  else __builtin_memcpy(numbers, &halves, sizeof halves);
  if (step == 1 && count == lanes_in_panel) {
    __builtin_memcpy(target, numbers, lanes_in_panel * bytes);
  } else {
    // One by one: AVX-512's scattering stores take longer.
    _Pragma("clang loop vectorize(disable)")
    for (size_t d = 0; d < count; d++) {
      __builtin_memcpy(target + d * step * bytes, numbers + d * bytes, bytes);
    }
  }
}

INLINE void keep_rows(const ck_attention *task, size_t head, const ck_precision precision) {
  size_t width = task->head_width;
  void *keys = keys_of(&task->own, head, width), *values = values_of(&task->own, head, width);
  for (size_t row = 0; row < task->rows; row++) {
    size_t place = task->own.count - task->rows + row;
    size_t panel = place / lanes_in_panel * width * lanes_in_panel;
    const float *key = task->keys + row * task->key_stride + head * width;
    const float *value = task->values + row * task->key_stride + head * width;
    for (size_t d = 0; d < width; d += lanes_in_panel) {
      size_t count = width - d < lanes_in_panel ? width - d : lanes_in_panel;
      bool is_whole = count == lanes_in_panel;
      store_kept(
        is_whole ? load(key + d) : load_some(key + d, count), count, keys,
        panel + d * lanes_in_panel + place % lanes_in_panel, lanes_in_panel, precision);
      store_kept(
        is_whole ? load(value + d) : load_some(value + d, count), count, values,
        place * width + d, 1, precision);
    }
  }
}

static void NAME(keep)(const ck_attention *task, size_t head) {
  if (task->own.precision == ck_bfloat16) keep_rows(task, head, ck_bfloat16);
  else keep_rows(task, head, ck_float32);
}
