// Where the weights lie that a tile asks for while it is multiplied with others.

/// A piece of a product: some rows, and lines `from` to `to` of panels `panel` to `end`.
typedef struct tile_place {
  size_t row, panel, end, from, to;
  /// At line k what lies `near + k · stride` bytes after a panel's start is asked for, from line
  /// `turn` on what lies `far + k · stride` after it.
  size_t near, far, turn, stride;
} tile_place;

/// Of one tile: its own weights some lines before they are read, and where they end those that the
/// thread goes on with, `to_next` bytes further on (GPT-2 small's products in eight bits: 6.6 in place
/// of 7.8 ms).
INLINE void fetch_nearby(const ck_product_job *job, tile_place *place, size_t to_next) {
  enum { lines_ahead = 64 };
  place->stride = line_bytes;
  place->near = lines_ahead * line_bytes;
  place->turn = job->lines > lines_ahead ? job->lines - lines_ahead : 0;
  place->far = to_next - place->turn * line_bytes;
}

/// Of several tiles, of which only the first finds weights that are in no cache yet: each its share
/// of the lines that all go on with, so that memory is read all the time (30 rows in bfloat16: 8.2 in
/// place of 8.9 ms).
INLINE void fetch_share(
  const ck_product_job *job, tile_place *place, size_t share, size_t shares, size_t to_next
) {
  place->stride = (line_bytes + shares - 1) / shares;
  place->turn = 0;
  size_t start = place->to < job->lines ? place->to * line_bytes : to_next;
  place->far = start + ((place->to - place->from) * share - place->from) * place->stride;
}

/// Where the lines from `line` on that ask in one way end, and how far from a panel's start what the
/// first of them asks for lies.
INLINE size_t end_of_run(const tile_place *place, size_t line, size_t *ahead) {
  *ahead = (line < place->turn ? place->near : place->far) + line * place->stride;
  return line < place->turn && place->turn < place->to ? place->turn : place->to;
}

#define FOR_EACH_LINE(place, k, ahead)                                                           \
  for (size_t k = place->from, stop, ahead; k < place->to;)                                      \
    for (stop = end_of_run(place, k, &ahead); k < stop; k++, ahead += place->stride)

INLINE void fetch(const void *panel, size_t ahead) {
  __builtin_prefetch((const char *)panel + ahead);
}
