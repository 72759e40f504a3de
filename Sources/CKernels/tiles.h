// Makes a product of a tile: a function for each number of rows, since how the sums lie in registers
// must be known when it is compiled, and the loop over tiles and panels that calls them.

#ifndef SUMS
#error "a machine's file says how many vectors of sums its registers hold"
#endif

/// How many panels a tile of so many rows is multiplied with at once; more than four streams of
/// weights make one row slower (20 against 25 GB/s on Zen 4).
#define PANELS(sums, rows) ((sums) / (rows) >= 4 ? 4 : (sums) / (rows) >= 2 ? 2 : 1)

/// Fetches what is read some steps later: of this panel, or where it ends of the one that is read
/// after it, `panels` further on (GPT-2 small's products in eight bits: 6.6 in place of 7.8 ms).
INLINE void prefetch_ahead(const void *panel, size_t place, size_t step, size_t panels) {
  size_t ahead = place + PREFETCH_AHEAD;
  ahead += ahead >= step ? (panels - 1) * step : 0;
  __builtin_prefetch((const uint32_t *)panel + ahead);
}

/// Adds the bias and writes the sums of one row and panel.
INLINE void finish(const ck_product_job *job, lanes sums, size_t row, size_t panel) {
  size_t column = panel * lanes_in_panel;
  float *target = job->y + row * job->y_stride + column;
  size_t columns = job->outputs - column;
  if (columns >= lanes_in_panel) {
    store(target, job->bias ? sums + load(job->bias + column) : sums);
  } else {
    store_some(target, job->bias ? sums + load_some(job->bias + column, columns) : sums, columns);
  }
}

#define DEFINE_TILE(product, tile, sums, rows)                                                   \
  static void NAME(product##_##rows)(                                                            \
    const ck_product_job *job, size_t first_row, size_t panel, size_t end) {                     \
    enum { most = PANELS(sums, rows), half = most / 2 > 1 ? most / 2 : 1 };                      \
    for (; panel + most <= end; panel += most) tile(job, first_row, panel, rows, most);          \
    for (; panel + half <= end; panel += half) tile(job, first_row, panel, rows, half);          \
    for (; panel < end; panel++) tile(job, first_row, panel, rows, 1);                           \
  }

#if SUMS >= 30
#define EACH_TILE(M, product, tile, sums) \
  M(product, tile, sums, 1) M(product, tile, sums, 2) M(product, tile, sums, 3) M(product, tile, sums, 4) \
  M(product, tile, sums, 5) M(product, tile, sums, 6) M(product, tile, sums, 7) M(product, tile, sums, 8) \
  M(product, tile, sums, 9) M(product, tile, sums, 10) M(product, tile, sums, 11) M(product, tile, sums, 12) \
  M(product, tile, sums, 13) M(product, tile, sums, 14) M(product, tile, sums, 15) M(product, tile, sums, 16) \
  M(product, tile, sums, 17) M(product, tile, sums, 18) M(product, tile, sums, 19) M(product, tile, sums, 20) \
  M(product, tile, sums, 21) M(product, tile, sums, 22) M(product, tile, sums, 23) M(product, tile, sums, 24) \
  M(product, tile, sums, 25) M(product, tile, sums, 26) M(product, tile, sums, 27) M(product, tile, sums, 28) \
  M(product, tile, sums, 29) M(product, tile, sums, 30)
#elif SUMS >= 6
#define EACH_TILE(M, product, tile, sums) \
  M(product, tile, sums, 1) M(product, tile, sums, 2) M(product, tile, sums, 3) M(product, tile, sums, 4) \
  M(product, tile, sums, 5) M(product, tile, sums, 6)
#else
#define EACH_TILE(M, product, tile, sums) M(product, tile, sums, 1) M(product, tile, sums, 2)
#endif

#define NAME_TILE(product, tile, sums, rows) [rows] = NAME(product##_##rows),

#define DEFINE_PRODUCT(product, tile, sums)                                                      \
  EACH_TILE(DEFINE_TILE, product, tile, sums)                                                    \
  static void NAME(product)(const ck_product_job *job, size_t first, size_t end) {               \
    static void (*const by_rows[])(const ck_product_job *, size_t, size_t, size_t) = {           \
      EACH_TILE(NAME_TILE, product, tile, sums)};                                                \
    size_t rows = job->rows, tiles = job->tile_count, step = end - first;                        \
    /* Several tiles: each group of panels meets all of them while it is in the cache. */        \
    if (tiles > 1) step = PANELS(sums, tile_start(rows, tiles, 1));                              \
    for (size_t panel = first; panel < end; panel += step) {                                     \
      size_t stop = panel + step < end ? panel + step : end;                                     \
      for (size_t t = 0; t < tiles; t++) {                                                       \
        size_t row = tile_start(rows, tiles, t);                                                 \
        by_rows[tile_start(rows, tiles, t + 1) - row](job, row, panel, stop);                    \
      }                                                                                          \
    }                                                                                            \
  }
