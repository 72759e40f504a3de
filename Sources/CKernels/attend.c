#include "kernels.h"

// Shares tasks, heads and rows among the threads.

/// So many rows of a head are one piece of work, and scores of four of them are held at a time.
enum { rows_in_piece = 32, rows_at_once = 4 };

size_t ck_key_floats(size_t heads, size_t head_width, size_t capacity) {
  return heads * ((capacity + lanes_in_panel - 1) / lanes_in_panel) * head_width * lanes_in_panel;
}

void ck_store_keys(
  ck_positions stretch, size_t position, const float *keys, size_t stride, size_t count,
  size_t heads, size_t head_width
) {
  size_t panels = (stretch.capacity + lanes_in_panel - 1) / lanes_in_panel;
  for (size_t i = 0; i < count; i++) {
    size_t panel = (position + i) / lanes_in_panel, lane = (position + i) % lanes_in_panel;
    for (size_t head = 0; head < heads; head++) {
      float *target =
        stretch.keys + (head * panels + panel) * head_width * lanes_in_panel + lane;
      const float *source = keys + i * stride + head * head_width;
      for (size_t d = 0; d < head_width; d++) target[d * lanes_in_panel] = source[d];
    }
  }
}

typedef struct attending {
  const ck_kernels *kernels;
  const ck_attention *tasks;
  size_t count, heads, pieces, pieces_in_chunk;
} attending;

static size_t pieces_of(const ck_attention *task) {
  return (task->rows + rows_in_piece - 1) / rows_in_piece;
}

static void attend_chunk(void *context, size_t chunk) {
  const attending *job = context;
  size_t piece = chunk * job->pieces_in_chunk, end = piece + job->pieces_in_chunk;
  if (end > job->pieces) end = job->pieces;
  size_t before = 0, task = 0;
  for (; piece < end; piece++) {
    while (piece >= before + pieces_of(&job->tasks[task]) * job->heads) {
      before += pieces_of(&job->tasks[task]) * job->heads;
      task += 1;
    }
    const ck_attention *t = &job->tasks[task];
    size_t first = (piece - before) / job->heads * rows_in_piece;
    size_t stop = first + rows_in_piece < t->rows ? first + rows_in_piece : t->rows;
    float *scores =
      ck_scratch((t->position + stop + 4 * lanes_in_panel) * rows_at_once * sizeof(float));
    job->kernels->attend(t, (piece - before) % job->heads, first, stop, scores);
  }
}

void ck_attend(const ck_attention *tasks, size_t count, size_t heads) {
  attending job = {ck_kernels_current(), tasks, count, heads, 0, 0};
  size_t work = 0;
  for (size_t i = 0; i < count; i++) {
    job.pieces += pieces_of(&tasks[i]) * heads;
    work += tasks[i].rows * heads * (tasks[i].position + tasks[i].rows) * tasks[i].head_width;
  }
  if (job.pieces == 0) return;
  // Chunks of some 10 µs, four a thread where there is more to do.
  size_t most = work / (1 << 16) + 1, wanted = 4 * (size_t)ck_threads();
  if (job.pieces > 16 * wanted) wanted = job.pieces / 16;
  size_t chunks = most < wanted ? most : wanted;
  job.pieces_in_chunk = (job.pieces + chunks - 1) / chunks;
  ck_parallel((job.pieces + job.pieces_in_chunk - 1) / job.pieces_in_chunk, attend_chunk, &job);
}
