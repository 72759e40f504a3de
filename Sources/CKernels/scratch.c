#include <pthread.h>
#include <stdlib.h>

#include "kernels.h"

typedef struct scratch {
  size_t bytes;
  void *memory;
} scratch;

static pthread_key_t scratch_key;
static pthread_once_t scratch_once = PTHREAD_ONCE_INIT;
static void free_scratch(void *value) {
  free(((scratch *)value)->memory);
  free(value);
}
static void make_key(void) { pthread_key_create(&scratch_key, free_scratch); }

void *ck_scratch(size_t bytes) {
  pthread_once(&scratch_once, make_key);
  scratch *mine = pthread_getspecific(scratch_key);
  if (mine == NULL) {
    mine = calloc(1, sizeof *mine);
    if (mine == NULL) abort();
    pthread_setspecific(scratch_key, mine);
  }
  if (mine->bytes < bytes) {
    free(mine->memory);
    // More than is asked for, since rows that see one more position each time ask again and again.
    if (bytes < 2 * mine->bytes) bytes = 2 * mine->bytes;
    mine->bytes = (bytes + 4095) / 4096 * 4096;
    mine->memory = aligned_alloc(64, mine->bytes);
    // As Swift does when memory is gone.
    if (mine->memory == NULL) abort();
  }
  return mine->memory;
}

