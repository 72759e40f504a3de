// Vectors of sixteen floats, whatever the registers of the machine are; each machine's file sets
// its target and then includes this and the kernels.

// Vectors wider than the registers never leave a function: everything that takes one is inlined.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float lanes __attribute__((vector_size(64)));
typedef float unaligned_lanes __attribute__((vector_size(64), aligned(4), may_alias));
typedef uint32_t word_lanes __attribute__((vector_size(64)));
typedef uint32_t unaligned_word_lanes __attribute__((vector_size(64), aligned(4), may_alias));
typedef int32_t signed_lanes __attribute__((vector_size(64)));

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

INLINE lanes load(const float *source) { return *(const unaligned_lanes *)source; }
INLINE void store(float *target, lanes value) { *(unaligned_lanes *)target = value; }
INLINE lanes all(float value) {
  return (lanes){value, value, value, value, value, value, value, value,
                 value, value, value, value, value, value, value, value};
}

/// a · b + c, in one rounding where the machine can.
INLINE lanes multiply_add(lanes a, lanes b, lanes c) {
#ifdef HAS_FMA
  return __builtin_elementwise_fma(a, b, c);
#else
  return a * b + c;
#endif
}

/// The first `count` of sixteen floats, and zeros.
INLINE lanes load_some(const float *source, size_t count) {
  lanes value = all(0);
  __builtin_memcpy(&value, source, count * sizeof(float));
  return value;
}

INLINE void store_some(float *target, lanes value, size_t count) {
  __builtin_memcpy(target, &value, count * sizeof(float));
}
