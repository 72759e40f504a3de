#if defined(__x86_64__)
#include "kernels.h"

#define NAME(name) name##_avx2
#define HAS_FMA
#define REGISTERS 8
#define REGISTERS_WIDENED 7

#pragma clang attribute push( \
  __attribute__((target("avx2,fma,f16c"))), apply_to = function)
#include "lanes.h"
#include "products.h"
#include "spreading.h"
#include "exponential.h"
#include "elementwise.h"
#include "thresholds.h"
#include "twister.h"
#include "attention.h"
#pragma clang attribute pop

const ck_kernels ck_kernels_avx2 = {
  ALL_KERNELS,
};
#endif
