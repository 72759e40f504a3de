// Rows of floats as the products of all machines read them.

/// Sixteen of a row's inputs.
INLINE lanes float_line(const float *row, size_t inputs, size_t word) {
  size_t left = inputs > word ? inputs - word : 0;
  return left >= 16 ? load(row + word) : load_some(row + word, left);
}

#define LINE float_line
#include "transposing.h"
