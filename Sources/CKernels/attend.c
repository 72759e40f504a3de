#include "kernels.h"
#include "positions.h"

// Shares tasks, heads and rows among the threads.

/// So many rows of a head are one piece of work, and scores of four of them are held at a time.
enum { rows_in_piece = 32, rows_at_once = 4 };

size_t ck_key_bytes(ck_precision precision, size_t heads, size_t head_width, size_t capacity) {
  return heads * panels_of(capacity) * head_width * lanes_in_panel * kept_bytes(precision);
}

size_t ck_value_bytes(ck_precision precision, size_t heads, size_t head_width, size_t capacity) {
  return heads * capacity * head_width * kept_bytes(precision);
}

typedef struct attending {
  const ck_kernels *kernels;
  const ck_attention *tasks;
  size_t count, key_heads, pieces, pieces_in_chunk;
} attending;

static size_t pieces_of(const ck_attention *task) {
  return (task->rows + rows_in_piece - 1) / rows_in_piece;
}

/// Asks for what a head will read. Keys and values of a few positions are many short stretches, each
/// over before the processor has seen that it is one.
static void fetch(const ck_positions *stretch, size_t head, size_t width) {
  enum { line = 64 };
  size_t row = width * kept_bytes(stretch->precision);
  const char *keys = keys_of(stretch, head, width), *values = values_of(stretch, head, width);
  size_t keys_end = panels_of(stretch->count) * lanes_in_panel * row;
  for (size_t i = 0; i < keys_end; i += line) __builtin_prefetch(keys + i, 0, 2);
  for (size_t i = 0; i < stretch->count * row; i += line) __builtin_prefetch(values + i, 0, 2);
}

static void attend_chunk(void *context, size_t chunk) {
  const attending *job = context;
  size_t piece = chunk * job->pieces_in_chunk, end = piece + job->pieces_in_chunk;
  if (end > job->pieces) end = job->pieces;
  size_t before = 0, task = 0;
  for (; piece < end; piece++) {
    while (piece >= before + pieces_of(&job->tasks[task]) * job->key_heads) {
      before += pieces_of(&job->tasks[task]) * job->key_heads;
      task += 1;
    }
    const ck_attention *t = &job->tasks[task];
    size_t key_head = (piece - before) % job->key_heads;
    size_t first = (piece - before) / job->key_heads * rows_in_piece;
    size_t stop = first + rows_in_piece < t->rows ? first + rows_in_piece : t->rows;
    // The next head's, while this one's are multiplied.
    if (t->rows == 1 && key_head + 1 < job->key_heads) fetch(&t->own, key_head + 1, t->head_width);
    // While they are in the cache for the scores that follow.
    if (pieces_of(t) == 1) job->kernels->keep(t, key_head);
    float *scores =
      ck_scratch((t->position + stop + 4 * lanes_in_panel) * rows_at_once * sizeof(float));
    for (size_t i = 0; i < t->heads_per_key; i++) {
      job->kernels->attend(t, key_head * t->heads_per_key + i, first, stop, scores);
    }
  }
}

/// Rows of one piece see keys that another piece would store.
static void store_chunk(void *context, size_t head) {
  const attending *job = context;
  for (size_t i = 0; i < job->count; i++) {
    if (pieces_of(&job->tasks[i]) > 1) job->kernels->keep(&job->tasks[i], head);
  }
}

void ck_attend(const ck_attention *tasks, size_t count, size_t key_heads) {
  attending job = {ck_kernels_current(), tasks, count, key_heads, 0, 0};
  size_t work = 0;
  bool has_long = false;
  for (size_t i = 0; i < count; i++) {
    const ck_attention *t = &tasks[i];
    job.pieces += pieces_of(t) * key_heads;
    work += t->rows * key_heads * t->heads_per_key * (t->position + t->rows) * t->head_width;
    has_long = has_long || pieces_of(t) > 1;
  }
  if (job.pieces == 0) return;
  if (has_long) ck_parallel(key_heads, store_chunk, &job);
  // Chunks of some 10 µs, four a thread where there is more to do.
  size_t most = work / (1 << 16) + 1, wanted = 4 * (size_t)ck_threads();
  if (job.pieces > 16 * wanted) wanted = job.pieces / 16;
  size_t chunks = most < wanted ? most : wanted;
  job.pieces_in_chunk = (job.pieces + chunks - 1) / chunks;
  ck_parallel((job.pieces + job.pieces_in_chunk - 1) / job.pieces_in_chunk, attend_chunk, &job);
}
