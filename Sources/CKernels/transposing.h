// Lays at most sixteen rows out as a tile: the first word of every row, then the second of every row,
// sixteen words at a time. `LINE(row, inputs, word)` gives sixteen words of a row, zeros after the last input.

#define SWAP(size)                                                                               \
  UNROLL for (size_t i = 0; i < 16; i++) {                                                       \
    if ((i & size) == 0) {                                                                       \
      lanes a = block[i], b = block[i + size];                                                   \
      block[i] = __builtin_shufflevector(a, b, FIRST_##size);                                    \
      block[i + size] = __builtin_shufflevector(a, b, SECOND_##size);                              \
    }                                                                                            \
  }
#define FIRST_1 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30
#define SECOND_1 1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31
#define FIRST_2 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29
#define SECOND_2 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31
#define FIRST_4 0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27
#define SECOND_4 4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31
#define FIRST_8 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23
#define SECOND_8 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31

/// Rows become columns: blocks on either side of the diagonal change places, of 1, 2, 4 and 8 words.
INLINE void transpose(lanes *block) {
  SWAP(1)
  SWAP(2)
  SWAP(4)
  SWAP(8)
}

static void NAME(spread)(
  const float *x, size_t stride, size_t rows, size_t inputs, size_t first, size_t end,
  uint32_t *tile
) {
  for (size_t k = first; k < end; k += 16) {
    size_t count = end - k < 16 ? end - k : 16;
    // Of few rows a block would be nearly empty.
    for (size_t r = 0; rows < 4 && r < rows; r++) {
      float words[16];
      store(words, LINE(x + r * stride, inputs, k));
      for (size_t i = 0; i < count; i++) ((float *)tile)[(k + i) * rows + r] = words[i];
    }
    if (rows < 4) continue;
    lanes block[16];
    UNROLL for (size_t i = 0; i < 16; i++) {
      block[i] = i < rows ? LINE(x + i * stride, inputs, k) : all(0);
    }
    transpose(block);
    UNROLL for (size_t i = 0; i < 16; i++) {
      float *target = (float *)tile + (k + i) * rows;
      if (i >= count) continue;
      // What is written too far is written over by the next, but for the last.
      if ((k + i) * rows + 16 <= end * rows) store(target, block[i]);
      else store_some(target, block[i], rows);
    }
  }
}
