// Makes a product of a tile: a function for each number of rows, since how the sums lie in registers
// must be known when it is compiled, and the loop over panels, lines and tiles that calls them.

#ifndef REGISTERS
#error "a machine's file says how many vectors of sixteen floats its registers hold"
#endif

#include "fetching.h"

/// How many panels a tile of so many rows is multiplied with at once: four where their sums, their
/// weights and one input fit into the registers, so that an input is loaded once for all of them and
/// not by each multiplication (in bfloat16 530 against 400 GFLOP/s on a core of Zen 5), or two where
/// at least their sums and weights do.
#define PANELS(registers, rows)                                                                  \
  ((rows) == 1                         ? ((registers) >= 8 ? 4 : 2)                              \
     : ((rows) + 1) * 4 < (registers)  ? 4                                                       \
     : ((rows) + 1) * 2 <= (registers) ? 2                                                       \
                                       : 1)

/// The sums of one row and panel so far.
INLINE lanes begin(const ck_product_job *job, const tile_place *place, size_t row, size_t panel) {
  if (place->from == 0) return all(0);
  size_t column = panel * lanes_in_panel, columns = job->outputs - column;
  const float *source = job->y + row * job->y_stride + column;
  return columns >= lanes_in_panel ? load(source) : load_some(source, columns);
}

/// Writes the sums of one row and panel; after the last line times the unit, and with the bias.
INLINE void finish(
  const ck_product_job *job, const tile_place *place, lanes sums, lanes unit, size_t row,
  size_t panel
) {
  size_t column = panel * lanes_in_panel, columns = job->outputs - column;
  float *target = job->y + row * job->y_stride + column;
  bool is_last = place->to == job->lines, is_whole = columns >= lanes_in_panel;
  if (is_last) sums *= unit;
  if (is_last && job->bias) {
    sums += is_whole ? load(job->bias + column) : load_some(job->bias + column, columns);
  }
  if (is_whole) store(target, sums);
  else store_some(target, sums, columns);
}

typedef void (*tile_function)(const ck_product_job *job, const tile_place *place);

#define DEFINE_TILE(product, tile, registers, rows)                                              \
  static void NAME(product##_##rows)(const ck_product_job *job, const tile_place *place) {       \
    enum { most = PANELS(registers, rows), half = most / 2 > 1 ? most / 2 : 1 };                 \
    size_t panel = place->panel, end = place->end;                                               \
    for (; panel + most <= end; panel += most) tile(job, place, panel, rows, most);              \
    for (; panel + half <= end; panel += half) tile(job, place, panel, rows, half);              \
    for (; panel < end; panel++) tile(job, place, panel, rows, 1);                               \
  }

#if REGISTERS >= 32
enum { NAME(tile_rows) = 14, NAME(most_rows) = 15 };
#define EACH_TILE(M, product, tile, registers)                                                   \
  M(product, tile, registers, 1) M(product, tile, registers, 2) M(product, tile, registers, 3)   \
  M(product, tile, registers, 4) M(product, tile, registers, 5) M(product, tile, registers, 6)   \
  M(product, tile, registers, 7) M(product, tile, registers, 8) M(product, tile, registers, 9)   \
  M(product, tile, registers, 10) M(product, tile, registers, 11)                                \
  M(product, tile, registers, 12) M(product, tile, registers, 13)                                \
  M(product, tile, registers, 14) M(product, tile, registers, 15)
#elif REGISTERS >= 8
enum { NAME(tile_rows) = 6, NAME(most_rows) = 6 };
#define EACH_TILE(M, product, tile, registers)                                                   \
  M(product, tile, registers, 1) M(product, tile, registers, 2) M(product, tile, registers, 3)   \
  M(product, tile, registers, 4) M(product, tile, registers, 5) M(product, tile, registers, 6)
#else
enum { NAME(tile_rows) = 2, NAME(most_rows) = 2 };
#define EACH_TILE(M, product, tile, registers)                                                   \
  M(product, tile, registers, 1) M(product, tile, registers, 2)
#endif

#define NAME_TILE(product, tile, registers, rows) [rows] = NAME(product##_##rows),

/// How many lines of a group of panels are multiplied with several tiles before the next lines: an
/// equal part of them, so many at most as stay in the second cache, and whole groups of eight bits.
INLINE size_t lines_at_once(const ck_product_job *job) {
  enum { most = 800 };
  if (job->tile_count == 1) return job->lines;
  size_t parts = (job->lines + most - 1) / most, one = (job->lines + parts - 1) / parts;
  return (one + words_in_group - 1) / words_in_group * words_in_group;
}

INLINE void multiply_panels(
  const ck_product_job *job, size_t first, size_t end, size_t group, const tile_function *by_rows
) {
  size_t rows = job->rows, tiles = job->tile_count, at_once = lines_at_once(job);
  for (size_t panel = first; panel < end; panel += group) {
    size_t stop = panel + group < end ? panel + group : end;
    size_t next = stop < end ? stop : first + job->panels_to_next;
    size_t to_next = (next - panel) * job->panel_bytes;
    for (size_t from = 0; from < job->lines; from += at_once) {
      bool is_cold = panel == first && from == 0;
      for (size_t t = 0; t < tiles; t++) {
        size_t row = tile_start(rows, tiles, t);
        tile_place place = {row, panel, stop, from, from + at_once, 0, 0, 0, 0};
        if (place.to > job->lines) place.to = job->lines;
        if (tiles == 1 || (is_cold && t == 0)) fetch_nearby(job, &place, to_next);
        else fetch_share(job, &place, t - is_cold, tiles - is_cold, to_next);
        by_rows[tile_start(rows, tiles, t + 1) - row](job, &place);
      }
    }
  }
}

/// Up to so many rows take no longer to multiply than their weights to be read, and those are read
/// fastest in one stream (one row of GPT-2 small in eight bits: 2.15 against 2.55 ms on Zen 5).
enum { NAME(rows_of_one_stream) = 5 };

/// `streams` is how many panels such few rows need at once, to wait for memory rather than for the
/// addition before.
#define DEFINE_PRODUCT(product, tile, registers, streams)                                        \
  EACH_TILE(DEFINE_TILE, product, tile, registers)                                               \
  static void NAME(product)(const ck_product_job *job, size_t first, size_t end) {               \
    static const tile_function by_rows[] = {EACH_TILE(NAME_TILE, product, tile, registers)};     \
    size_t group = PANELS(registers, tile_start(job->rows, job->tile_count, 1));                 \
    if (job->rows <= NAME(rows_of_one_stream) && job->tile_count == 1 && group > streams) {      \
      group = streams;                                                                           \
    }                                                                                            \
    multiply_panels(job, first, end, group, by_rows);                                            \
  }
