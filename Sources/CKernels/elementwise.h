// Loops over rows: norms, nonlinearities, exponentials. Included after exponential.h.

#define FOR_EACH_VECTOR(count, body_whole, body_part)                                            \
  do {                                                                                           \
    size_t i = 0;                                                                                \
    for (; i + 16 <= (count); i += 16) body_whole;                                               \
    size_t left = (count) - i;                                                                   \
    if (left > 0) body_part;                                                                     \
  } while (0)

#define DEFINE_MAP(name, function)                                                               \
  static void NAME(name)(float *values, size_t count) {                                          \
    FOR_EACH_VECTOR(                                                                             \
      count, store(values + i, function(load(values + i))),                                      \
      store_some(values + i, function(load_some(values + i, left)), left));                      \
  }

INLINE lanes relu(lanes x) { return choose(x > all(0), x, choose(x <= all(0), all(0), x)); }

DEFINE_MAP(map_gelu_tanh, gelu_tanh)
DEFINE_MAP(map_gelu_erf, gelu_erf)
DEFINE_MAP(map_relu, relu)
DEFINE_MAP(map_silu, silu)
DEFINE_MAP(map_exponential, exponential)

static void NAME(map)(ck_function function, float *values, size_t count) {
  switch (function) {
  case ck_gelu_tanh: NAME(map_gelu_tanh)(values, count); break;
  case ck_gelu_erf: NAME(map_gelu_erf)(values, count); break;
  case ck_relu: NAME(map_relu)(values, count); break;
  case ck_silu: NAME(map_silu)(values, count); break;
  case ck_exponential: NAME(map_exponential)(values, count); break;
  }
}

static float NAME(sum)(const float *values, size_t count) {
  lanes sums = all(0);
  FOR_EACH_VECTOR(count, sums += load(values + i), sums += load_some(values + i, left));
  return sum_of(sums);
}

static void NAME(normalize)(const float *x, size_t count, float epsilon, float *y) {
  float mean = NAME(sum)(x, count) / (float)count;
  lanes squares = all(0), middle = all(mean);
  size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    lanes distance = load(x + i) - middle;
    squares += distance * distance;
  }
  float rest = 0;
  for (; i < count; i++) rest += (x[i] - mean) * (x[i] - mean);
  float variance = (sum_of(squares) + rest) / (float)count;
  lanes scale = all(1 / __builtin_sqrtf(variance + epsilon));
  FOR_EACH_VECTOR(
    count, store(y + i, (load(x + i) - middle) * scale),
    store_some(y + i, (load_some(x + i, left) - middle) * scale, left));
}

static void NAME(scale_and_shift)(float *y, size_t count, const float *gain, const float *shift) {
  FOR_EACH_VECTOR(
    count, store(y + i, load(y + i) * load(gain + i) + load(shift + i)),
    store_some(
      y + i, load_some(y + i, left) * load_some(gain + i, left) + load_some(shift + i, left),
      left));
}

static void NAME(add)(float *y, const float *x, size_t count) {
  FOR_EACH_VECTOR(
    count, store(y + i, load(y + i) + load(x + i)),
    store_some(y + i, load_some(y + i, left) + load_some(x + i, left), left));
}

static float NAME(largest)(const float *values, size_t count) {
  lanes top = all(-__builtin_inff());
  size_t i = 0;
  for (; i + 16 <= count; i += 16) top = larger_of(load(values + i), top);
  float largest = largest_of(top);
  for (; i < count; i++) largest = values[i] > largest ? values[i] : largest;
  return largest;
}

/// Copies values, each divided, and returns the largest of the copies.
static float NAME(copy_divided)(const float *x, size_t count, float divisor, float *y) {
  lanes top = all(-__builtin_inff());
  bool divides = divisor != 1;
  FOR_EACH_VECTOR(
    count,
    {
      lanes value = divides ? load(x + i) / all(divisor) : load(x + i);
      store(y + i, value);
      top = larger_of(value, top);
    },
    {
      lanes value = divides ? load_some(x + i, left) / all(divisor) : load_some(x + i, left);
      store_some(y + i, value, left);
      for (size_t j = 0; j < left; j++) top[j] = value[j] > top[j] ? value[j] : top[j];
    });
  return largest_of(top);
}

static double NAME(exponentials)(const float *logits, size_t count, float top, float *result) {
  typedef float half __attribute__((vector_size(32)));
  typedef double doubles __attribute__((vector_size(64)));
  doubles sums = {0};
  double rest = 0;
  size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    lanes value = exponential(load(logits + i) - all(top));
    if (result) store(result + i, value);
    half low = __builtin_shufflevector(value, value, 0, 1, 2, 3, 4, 5, 6, 7);
    half high = __builtin_shufflevector(value, value, 8, 9, 10, 11, 12, 13, 14, 15);
    sums += __builtin_convertvector(low, doubles) + __builtin_convertvector(high, doubles);
  }
  if (i < count) {
    lanes value = exponential(load_some(logits + i, count - i) - all(top));
    if (result) store_some(result + i, value, count - i);
    for (size_t j = 0; i + j < count; j++) rest += value[j];
  }
  for (int j = 0; j < 8; j++) rest += sums[j];
  return rest;
}
