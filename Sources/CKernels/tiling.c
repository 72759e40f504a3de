#include <string.h>

#include "kernels.h"

// Lays rows out as tiles: of each tile the first word of every row, then the second of every row.

/// Tiles are made in pieces of about so many words.
enum { words_in_piece = 8192, words_in_line = 16 };

typedef struct tiling {
  const float *x;
  size_t stride, inputs, rows, tile_count, words_of_row, words_at_once, pieces_of_tile;
  ck_precision precision;
  bool is_narrow;
  uint32_t *tiles;
} tiling;

/// A line of words of a row: its floats, or pairs of them in bfloat16; zeros after the last input.
static inline void read_line(const tiling *t, const float *row, size_t first, uint32_t *words) {
  size_t start = t->is_narrow ? 2 * first : first, left = t->inputs - start;
  float line[2 * words_in_line];
  if (left >= 2 * words_in_line) {
    memcpy(line, row + start, sizeof line);
  } else {
    memset(line, 0, sizeof line);
    memcpy(line, row + start, left * sizeof *line);
  }
  if (t->is_narrow) {
    for (size_t k = 0; k < words_in_line; k++) {
      words[k] = bfloat16(line[2 * k]) | bfloat16(line[2 * k + 1]) << 16;
    }
  } else {
    memcpy(words, line, words_in_line * sizeof *words);
  }
}

static void make_piece(void *context, size_t piece) {
  const tiling *t = context;
  size_t tile = piece / t->pieces_of_tile;
  size_t start = tile_start(t->rows, t->tile_count, tile);
  size_t rows = tile_start(t->rows, t->tile_count, tile + 1) - start;
  const float *x = t->x + start * t->stride;
  uint32_t *target = t->tiles + start * t->words_of_row;
#if defined(__x86_64__)
  if (t->is_narrow && t->precision == ck_int8) {
    ck_round_avx512vnni(x, t->stride, rows, t->inputs, target);
    return;
  }
#endif
  size_t first = piece % t->pieces_of_tile * t->words_at_once, end = first + t->words_at_once;
  if (end > t->words_of_row) end = t->words_of_row;
  // A line of each row at a time: reading few words of each would lose the lines between.
  for (size_t k = first; k < end; k += words_in_line) {
    size_t count = end - k < words_in_line ? end - k : words_in_line;
    for (size_t r = 0; r < rows; r++) {
      uint32_t words[words_in_line];
      read_line(t, x + r * t->stride, k, words);
      for (size_t i = 0; i < count; i++) target[(k + i) * rows + r] = words[i];
    }
  }
}

size_t ck_tile_words(ck_precision precision, size_t inputs) {
  bool is_narrow = ck_machine_has_narrow_products(precision);
  // Inputs go in pairs or fours: those that lack to a whole one get zeros.
  switch (precision) {
  case ck_bfloat16: return is_narrow ? (inputs + 1) / 2 : (inputs + 1) / 2 * 2;
  case ck_int8: return is_narrow ? rounded_words(inputs) : word_count(inputs) * 4;
  default: return inputs;
  }
}

void ck_make_tiles(
  ck_precision precision, const float *x, size_t stride, size_t rows, size_t inputs,
  size_t tile_count, uint32_t *tiles
) {
  size_t words = ck_tile_words(precision, inputs);
  bool is_narrow = ck_machine_has_narrow_products(precision);
  tiling t = {x, stride, inputs, rows, tile_count, words, words, 1, precision, is_narrow, tiles};
  // Groups of eight bits are rounded together, so their tiles are made whole.
  if (!is_narrow || precision != ck_int8) {
    size_t lines = words_in_piece / tile_start(rows, tile_count, 1) / words_in_line + 1;
    t.words_at_once = lines * words_in_line;
    t.pieces_of_tile = (words + t.words_at_once - 1) / t.words_at_once;
  }
  ck_parallel(tile_count * t.pieces_of_tile, make_piece, &t);
}
