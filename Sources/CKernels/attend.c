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

/// Keys and values of a few positions are many short stretches, each over before the processor has
/// seen that it is one: the next are asked for while these are multiplied (30 rows of 20 positions in
/// bfloat16: 0.86 ms in all layers of GPT-2 small; 1.16 where a head asks for all of them first).
static ck_next_head head_after(const attending *job, size_t task, size_t key_head) {
  const ck_attention *t = &job->tasks[task];
  bool is_last = key_head + 1 == job->key_heads;
  if (is_last && task + 1 < job->count) t += 1;
  size_t next = is_last ? 0 : key_head + 1;
  return (ck_next_head){
    keys_of(&t->own, next, t->head_width), values_of(&t->own, next, t->head_width)};
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
    // While they are in the cache for the scores that follow.
    if (pieces_of(t) == 1) job->kernels->keep(t, key_head);
    float *scores =
      ck_scratch((t->position + stop + 4 * lanes_in_panel) * rows_at_once * sizeof(float));
    ck_next_head next = head_after(job, task, key_head);
    for (size_t i = 0; i < t->heads_per_key; i++) {
      job->kernels->attend(t, key_head * t->heads_per_key + i, &next, first, stop, scores);
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
