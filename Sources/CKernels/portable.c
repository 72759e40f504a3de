#include "kernels.h"

// For any processor; with SSE2's sixteen registers of four floats, two rows of sums take eight.
#define NAME(name) name##_portable
#define SUMS 2
#define SUMS_WIDENED 2
#define PREFETCH_AHEAD 1024

#include "lanes.h"
#include "products.h"
#include "spreading.h"
#include "exponential.h"
#include "elementwise.h"
#include "attention.h"

const ck_kernels ck_kernels_portable = {
  .tile_rows = 2,
  ALL_KERNELS,
};
