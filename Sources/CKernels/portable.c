#include "kernels.h"

// For any processor; with SSE2's sixteen registers of four floats, two rows of sums take eight.
#define NAME(name) name##_portable
#define REGISTERS 4
#define REGISTERS_WIDENED 4

#include "lanes.h"
#include "products.h"
#include "spreading.h"
#include "exponential.h"
#include "elementwise.h"
#include "thresholds.h"
#include "twister.h"
#include "attention.h"

const ck_kernels ck_kernels_portable = {
  ALL_KERNELS,
};
