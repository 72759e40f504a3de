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
/// Whether products in bfloat16 have an instruction of their own here (AVX512_BF16).
bool ck_machine_has_bf16_products(void);
/// Whether the calling thread's products use it where it is there: for tests and comparisons.
void ck_machine_use_bf16_products(bool use);

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

/// How packed weights are stored.
typedef enum ck_precision { ck_float32, ck_bfloat16 } ck_precision;

/// How many bytes the packed weights of a map take.
size_t ck_packed_bytes(ck_precision precision, size_t inputs, size_t outputs);

/// Packs weights into panels of sixteen outputs: [outputs/16][inputs][16], the last panel filled up
/// with zeros; in bfloat16 (rounded to nearest, ties to even) two inputs beside each other,
/// [outputs/16][inputs/2][16][2]. The source is [inputs, outputs], or its transpose, with rows
/// `stride` apart. Returns the bits of the largest magnitude, NaN above infinity.
uint32_t ck_pack(
  ck_precision precision, const float *source, size_t stride, bool is_transposed, size_t inputs,
  size_t outputs, void *packed);

/// y = x · W + bias, or y += x · W + bias: x [rows, inputs], y [rows, outputs], bias may be NULL.
/// Each element is one chain of fused additions over the inputs in order (of pairs in bfloat16).
void ck_product(
  ck_precision precision, const void *packed, size_t inputs, size_t outputs, const float *bias,
  const float *x, size_t x_stride, size_t rows, float *y, size_t y_stride);

/// Reads one output's weights back: column `output` of W, `inputs` floats.
void ck_unpack(
  ck_precision precision, const void *packed, size_t inputs, size_t output, float *column);

/// An allocation for packed weights in large pages where the system has them; NULL where it fails.
void *ck_allocate_pages(size_t bytes);
void ck_free_pages(void *memory, size_t bytes);

#ifdef __cplusplus
}
#endif
#endif
