#ifndef CKERNELS_KERNELS_H
#define CKERNELS_KERNELS_H

#include <string.h>

#include "include/CKernels.h"

enum { lanes_in_panel = 16 };

/// The upper half of a float, rounded to nearest, ties to even; NaN stays NaN.
static inline uint32_t bfloat16(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  uint32_t rounded = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16;
  return (bits & 0x7FFFFFFF) > 0x7F800000 ? bits >> 16 | 0x40 : rounded;
}

/// Eight-bit inputs in fours, as words; so many words share what a bit of them is worth.
enum { words_in_group = 16 };
static inline size_t word_count(size_t inputs) { return (inputs + 3) / 4; }
static inline size_t group_count(size_t inputs) {
  return (word_count(inputs) + words_in_group - 1) / words_in_group;
}
/// What a row rounded to eight bits takes of a tile: its words, what a bit of each group is worth,
/// where each group's sum starts.
static inline size_t rounded_words(size_t inputs) {
  return word_count(inputs) + 2 * group_count(inputs);
}

/// Weights are read a line at a time: of each of a panel's sixteen outputs one input, two or four.
enum { line_bytes = 64 };
/// How many lines a panel has.
static inline size_t lines_of(ck_precision precision, size_t inputs) {
  return precision == ck_int8 ? word_count(inputs)
    : precision == ck_bfloat16 ? (inputs + 1) / 2 : inputs;
}
/// How far panels lie apart; in eight bits a line follows that says what a bit is worth.
static inline size_t panel_bytes(ck_precision precision, size_t inputs) {
  return (lines_of(precision, inputs) + (precision == ck_int8)) * line_bytes;
}

/// A product under way: what every chunk of it shares.
typedef struct ck_product_job {
  const void *packed;
  size_t inputs, outputs, rows;
  const float *bias;
  float *y;
  size_t y_stride;
  /// The rows of x by tiles, `ck_tile_count` of them, each [inputs][rows of the tile], or as
  /// the machine's own products want it.
  const void *tiles;
  size_t tile_count;
  /// Of each panel; how many panels after its own a thread will go on with when a chunk is done.
  size_t lines, panel_bytes, panels_to_next;
} ck_product_job;

static inline size_t tile_start(size_t rows, size_t tile_count, size_t tile) {
  return rows * tile / tile_count;
}

/// How many tiles so many rows are.
size_t ck_tile_count(ck_precision precision, size_t rows);
/// How many words of a tile each row takes.
size_t ck_tile_words(ck_precision precision, size_t inputs);
/// Lays `rows` rows of x out as tiles, one after the other.
void ck_make_tiles(
  ck_precision precision, const float *x, size_t stride, size_t rows, size_t inputs,
  size_t tile_count, uint32_t *tiles);

/// The keys and values that a thread goes on with when it is done with a head.
typedef struct ck_next_head {
  const char *keys, *values;
} ck_next_head;

/// What one kind of processor can do.
typedef struct ck_kernels {
  /// How many rows a tile has where there are several, as many as fit into the registers, and how
  /// many where there is only one and it waits for memory.
  size_t tile_rows, most_rows;
  void (*product)(const ck_product_job *job, size_t first_panel, size_t end_panel);
  void (*product_bf16)(const ck_product_job *job, size_t first_panel, size_t end_panel);
  void (*product_int8)(const ck_product_job *job, size_t first_panel, size_t end_panel);
  /// Writes words `first` to `end` of the rows of a tile, single floats.
  void (*spread)(
    const float *x, size_t stride, size_t rows, size_t inputs, size_t first, size_t end,
    uint32_t *tile);
  void (*map)(ck_function function, float *values, size_t count);
  void (*normalize)(const float *x, size_t count, float epsilon, float *y);
  void (*scale_and_shift)(float *y, size_t count, const float *gain, const float *shift);
  void (*add)(float *y, const float *x, size_t count);
  float (*sum)(const float *values, size_t count);
  float (*largest)(const float *values, size_t count);
  double (*exponentials)(const float *x, size_t count, float top, float *result);
  void (*masses_above)(const float *values, size_t count, const float *thresholds, double *masses);
  size_t (*find_above)(
    const float *values, size_t count, float threshold, int32_t *indices, float *found);
  float (*copy_divided)(const float *x, size_t count, float divisor, float *y);
  void (*twist)(uint32_t *words, size_t count);
  /// Stores the keys and values of one head of a task's rows after those that are stored already.
  void (*keep)(const ck_attention *task, size_t head);
  void (*attend)(
    const ck_attention *task, size_t head, const ck_next_head *next, size_t first_row,
    size_t end_row, float *scores);
} ck_kernels;

/// Fills in everything that a machine's file has compiled under `NAME`.
#define ALL_KERNELS                                                                              \
  .tile_rows = NAME(tile_rows), .most_rows = NAME(most_rows),                                    \
  .product = NAME(product), .product_bf16 = NAME(product_bf16),                                  \
  .product_int8 = NAME(product_int8), .spread = NAME(spread), .map = NAME(map),                  \
  .normalize = NAME(normalize),                                                                  \
  .scale_and_shift = NAME(scale_and_shift), .add = NAME(add), .sum = NAME(sum),                  \
  .largest = NAME(largest), .exponentials = NAME(exponentials),                                  \
  .masses_above = NAME(masses_above), .find_above = NAME(find_above),                            \
  .copy_divided = NAME(copy_divided), .twist = NAME(twist),                                      \
  .keep = NAME(keep), .attend = NAME(attend)

/// Memory of the calling thread, grown when needed and kept, so that a decoding step allocates
/// nothing; valid until its next call.
void *ck_scratch(size_t bytes);

extern const ck_kernels ck_kernels_portable;
#if defined(__x86_64__)
extern const ck_kernels ck_kernels_avx2;
extern const ck_kernels ck_kernels_avx512;
/// Products in bfloat16 with `vdpbf16ps`, in place of `ck_kernels_avx512.product_bf16`.
void ck_product_avx512bf16(const ck_product_job *job, size_t first_panel, size_t end_panel);
/// Writes words `first` to `end` of the rows of a tile as those products read them.
void ck_round_avx512bf16(
  const float *x, size_t stride, size_t rows, size_t inputs, size_t first, size_t end,
  uint32_t *tile);
/// Products in eight bits with `vpdpbusd`, in place of `ck_kernels_avx512.product_int8`.
void ck_product_avx512vnni(const ck_product_job *job, size_t first_panel, size_t end_panel);
/// Writes the rows of a tile as those products read them.
void ck_round_avx512vnni(
  const float *x, size_t stride, size_t rows, size_t inputs, uint32_t *tile);
#elif defined(__aarch64__)
extern const ck_kernels ck_kernels_neon;
#endif

/// The kernels in use.
const ck_kernels *ck_kernels_current(void);

typedef void (*ck_product_function)(const ck_product_job *job, size_t first, size_t end);
/// The product in use for such weights.
ck_product_function ck_product_kernel(ck_precision precision);

#endif
