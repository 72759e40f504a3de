#if defined(__x86_64__)
#include <immintrin.h>

#include "kernels.h"

#define NAME(name) name##_avx512
#define HAS_FMA
#define REGISTERS 32
#define REGISTERS_WIDENED 29
/// x · 2ⁿ in one instruction.
#define SCALED(x, n) (lanes)_mm512_scalef_ps((__m512)(x), (__m512)(n))

#pragma clang attribute push( \
  __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,fma,f16c"))), apply_to = function)
#include "lanes.h"
#include "products.h"
#include "spreading.h"
#include "exponential.h"
#include "elementwise.h"
#include "thresholds.h"
#include "twister.h"
#include "attention.h"
#pragma clang attribute pop

const ck_kernels ck_kernels_avx512 = {
  ALL_KERNELS,
};
#endif
