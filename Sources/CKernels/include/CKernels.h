#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The inner loops of a transformer on the CPU. Every kernel exists once, as text over vectors of
// sixteen floats, and is compiled for each kind of processor; which one runs is chosen when the
// program starts. What a row of a result holds never depends on how many rows there are, nor on
// how many threads share the work.

#ifdef __cplusplus
extern "C" {
#endif

// MARK: The machine

/// The kinds of processor there are kernels for, the most general first.
typedef enum ck_machine {
  ck_machine_portable,
  ck_machine_neon,
  ck_machine_avx2,
  ck_machine_avx512,
} ck_machine;

/// The kind the calling thread uses: at the start the best that this processor has.
ck_machine ck_machine_current(void);
/// Whether this processor can run the kernels of that kind.
bool ck_machine_has(ck_machine machine);
/// Lets the calling thread use the kernels of that kind, which the processor must have: for tests
/// and comparisons.
void ck_machine_use(ck_machine machine);
/// How packed weights are stored, and keys and values, these never in eight bits.
typedef enum ck_precision { ck_float32, ck_bfloat16, ck_int8 } ck_precision;

/// Whether products with such weights have an instruction of their own here, which rounds the
/// inputs too: AVX512_BF16 for bfloat16, AVX512_VNNI for eight bits.
bool ck_machine_has_narrow_products(ck_precision precision);
/// Whether the calling thread's products use them where they are there: for tests and comparisons.
/// Returns whether they did before.
bool ck_machine_use_narrow_products(bool use);

// MARK: Threads

/// How many threads share the work, the caller's included: at the start one per core.
int ck_threads(void);
/// Sets it; ends the threads there are.
void ck_set_threads(int count);
/// Calls `work` for every chunk from 0 to `chunks`, on several threads, and returns when all are
/// done. The threads sleep when there is nothing to do; a caller who finds them taken by another
/// does the work alone.
void ck_parallel(size_t chunks, void (*work)(void *context, size_t chunk), void *context);

// MARK: Products over packed weights

/// How many bytes the packed weights of a map take.
size_t ck_packed_bytes(ck_precision precision, size_t inputs, size_t outputs);

/// Packs weights into panels of sixteen outputs: [outputs/16][inputs][16], the last panel filled up
/// with zeros; in bfloat16 (rounded to nearest, ties to even) two inputs beside each other,
/// [outputs/16][inputs/2][16][2]; in eight bits (a 127th of the output's largest magnitude, to
/// nearest, plus 128) four, [outputs/16][inputs/4][16][4], and after each panel what a bit is worth
/// for each of the sixteen. The source is [inputs, outputs], or its transpose, with rows
/// `stride` apart. Returns the bits of the largest magnitude, NaN above infinity.
uint32_t ck_pack(
  ck_precision precision, const float *source, size_t stride, bool is_transposed, size_t inputs,
  size_t outputs, void *packed);

/// y = x · W + bias: x [rows, inputs], y [rows, outputs], bias may be NULL.
/// Each element is one chain of fused additions over the inputs in order: of pairs in bfloat16, of
/// whole sums of 64 inputs in eight bits.
void ck_product(
  ck_precision precision, const void *packed, size_t inputs, size_t outputs, const float *bias,
  const float *x, size_t x_stride, size_t rows, float *y, size_t y_stride);

/// Reads one output's weights back: column `output` of W, `inputs` floats.
void ck_unpack(
  ck_precision precision, const void *packed, size_t inputs, size_t output, float *column);

/// Zeroed memory on a cache line, in large pages where the system has them; NULL where it fails.
void *ck_allocate_pages(size_t bytes);
void ck_free_pages(void *memory, size_t bytes);

// MARK: Element by element

/// Functions of one number.
typedef enum ck_function { ck_gelu_tanh, ck_gelu_erf, ck_relu, ck_silu, ck_exponential } ck_function;

/// Applies a function in place to rows `stride` apart.
void ck_map(ck_function function, float *values, size_t rows, size_t columns, size_t stride);
/// y = (x − mean) / √(variance + ε), row by row, then · gain + shift unless they are NULL.
void ck_normalize(
  const float *x, size_t x_stride, size_t rows, size_t columns, float epsilon, const float *gain,
  const float *shift, float *y, size_t y_stride);
/// y = y · gain + shift.
void ck_scale_and_shift(float *y, size_t count, const float *gain, const float *shift);
/// y += x.
void ck_add(float *y, const float *x, size_t count);
/// The sum, in sixteen lanes.
float ck_sum(const float *values, size_t count);
/// The largest value; NaN is passed over.
float ck_largest(const float *values, size_t count);
/// result = e^(x − top), unless NULL; returns the sum, in double precision.
double ck_exponentials(const float *x, size_t count, float top, float *result);
/// For each of eight thresholds the sum of the values that are not below it.
void ck_masses_above(const float *values, size_t count, const float *thresholds, double *masses);
/// Finds the values that are not below a threshold: which they are, in order, and what they are.
/// There is room for one more than `count` of each.
size_t ck_find_above(
  const float *values, size_t count, float threshold, int32_t *indices, float *found);
/// y = x / divisor; returns the largest, NaN passed over.
float ck_copy_divided(const float *x, size_t count, float divisor, float *y);

// MARK: Random numbers

/// Writes the `count` words of MT19937 that follow the first 624 behind them.
void ck_twist(uint32_t *words, size_t count);

// MARK: Attention

/// Keys and values of consecutive positions, those of a head together: keys as
/// [heads][capacity/16][head_width][16], values as [heads][capacity][head_width]; single floats, or
/// bfloat16 (rounded to nearest, ties to even) that is widened where it is read.
typedef struct ck_positions {
  void *keys;
  void *values;
  ck_precision precision;
  size_t capacity;
  /// How many positions are to be seen.
  size_t count;
} ck_positions;

/// Rows of one sequence that attend to everything up to their own position.
typedef struct ck_attention {
  const float *queries;
  size_t query_stride;
  /// The rows' own keys and values, [rows, heads of keys · head_width], not yet in `own`.
  const float *keys, *values;
  size_t key_stride;
  size_t rows;
  /// The position of the first row.
  size_t position;
  /// The first positions, which several sequences may share; then the sequence's own, with room
  /// for those of the rows; both in one precision.
  ck_positions shared, own;
  float *mixed;
  size_t mixed_stride;
  size_t head_width;
  /// How many heads of queries read the same keys and values.
  size_t heads_per_key;
  float scale;
} ck_attention;

/// How many bytes the keys of so many positions take.
size_t ck_key_bytes(ck_precision precision, size_t heads, size_t head_width, size_t capacity);
/// How many bytes their values take.
size_t ck_value_bytes(ck_precision precision, size_t heads, size_t head_width, size_t capacity);
/// Stores the keys and values of every task's rows, then writes softmax(q · kᵀ · scale) · v of every
/// row and head; `key_heads` is how many heads of keys there are.
void ck_attend(const ck_attention *tasks, size_t count, size_t key_heads);

// MARK: Limits

/// How many bytes a second all threads together read from memory.
double ck_measure_read_speed(void);
/// How many multiplications and additions a second products make where memory is no limit and all
/// they need lies in the first cache.
double ck_measure_arithmetic(ck_precision precision);
/// How many they make at best with so many rows of 768 inputs, as a model has them: weights lie in
/// the second cache, rows are laid out already, and no thread waits for another.
double ck_measure_products(ck_precision precision, size_t rows);

#ifdef __cplusplus
}
#endif
#endif
