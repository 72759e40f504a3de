#include "kernels.h"

// Lays rows out as tiles: of each tile the first word of every row, then the second of every row.

/// Tiles are made in pieces of about so many words.
enum { words_in_piece = 8192, words_in_line = 16 };

typedef struct tiling {
  const ck_kernels *kernels;
  const float *x;
  size_t stride, inputs, rows, tile_count, words_of_row, words_at_once, pieces_of_tile;
  ck_precision precision;
  bool is_narrow;
  uint32_t *tiles;
} tiling;

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
#if defined(__x86_64__)
  if (t->is_narrow) {
    ck_round_avx512bf16(x, t->stride, rows, t->inputs, first, end, target);
    return;
  }
#endif
  t->kernels->spread(x, t->stride, rows, t->inputs, first, end, target);
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
  tiling t = {
    ck_kernels_current(), x, stride, inputs, rows, tile_count, words, words, 1, precision,
    is_narrow, tiles,
  };
  // Groups of eight bits are rounded together, so their tiles are made whole.
  if (!is_narrow || precision != ck_int8) {
    size_t lines = words_in_piece / tile_start(rows, tile_count, 1) / words_in_line + 1;
    t.words_at_once = lines * words_in_line;
    t.pieces_of_tile = (words + t.words_at_once - 1) / t.words_at_once;
  }
  ck_parallel(tile_count * t.pieces_of_tile, make_piece, &t);
}
