#ifndef CKERNELS_POSITIONS_H
#define CKERNELS_POSITIONS_H

#include "kernels.h"

// Where the keys and values of a head lie among those that are kept.

/// How many bytes a number takes.
static inline size_t kept_bytes(ck_precision precision) {
  return precision == ck_bfloat16 ? sizeof(uint16_t) : sizeof(float);
}

/// How many panels of keys so many positions take.
static inline size_t panels_of(size_t positions) {
  return (positions + lanes_in_panel - 1) / lanes_in_panel;
}

/// The keys of one head, [capacity/16][width][16].
static inline void *keys_of(const ck_positions *stretch, size_t head, size_t width) {
  size_t before = head * panels_of(stretch->capacity) * width * lanes_in_panel;
  return (char *)stretch->keys + before * kept_bytes(stretch->precision);
}

/// The values of one head, [capacity][width].
static inline void *values_of(const ck_positions *stretch, size_t head, size_t width) {
  size_t before = head * stretch->capacity * width;
  return (char *)stretch->values + before * kept_bytes(stretch->precision);
}

#endif
