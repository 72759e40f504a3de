#if defined(__aarch64__)
#include "kernels.h"

// Four registers hold sixteen floats; of 32, six rows of sums take 24.
#define NAME(name) name##_neon
#define HAS_FMA
#define REGISTERS 8
#define REGISTERS_WIDENED 7

#include "lanes.h"
#include "products.h"
#include "spreading.h"
#include "exponential.h"
#include "elementwise.h"
#include "thresholds.h"
#include "twister.h"
#include "attention.h"

const ck_kernels ck_kernels_neon = {
  ALL_KERNELS,
};
#endif
