#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <unistd.h>

#include "include/CKernels.h"

// A pool of threads for loops of a few microseconds to a few milliseconds. Threads take chunks from
// one counter, so that one held up by another program holds up only its chunk. A thread without
// work looks for more for some 200 µs, longer than most of what one thread does alone in a decoding
// step, and then sleeps (3 % of a step of 30 rows in bfloat16, 5 % in eight bits, beside 20 µs); after
// the first 20 µs it lets other programs have the processor meanwhile.

enum { most_threads = 256, spins_before_yield = 400, spins_before_sleep = 800 };

static pthread_mutex_t owner = PTHREAD_MUTEX_INITIALIZER;   // held by whoever uses the pool
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;    // of the two conditions
static pthread_cond_t work_came = PTHREAD_COND_INITIALIZER;
static pthread_cond_t work_ended = PTHREAD_COND_INITIALIZER;

static pthread_t threads[most_threads];
static _Atomic int wanted;  // 0: not yet known
static int started;         // besides the caller's

/// How many chunks are left to take, below a number that tells one job from the next.
static _Atomic uint64_t tickets;
static _Atomic size_t done;
static _Atomic int sleeping;
static _Atomic bool owner_sleeps;
static _Atomic bool stopping;
// Written by the owner before tickets are given out, read only by who holds a ticket.
static size_t total;
static void (*work)(void *context, size_t chunk);
static void *context;

/// One look's wait, the `spins`-th.
static inline void pause_briefly(int spins) {
  if (spins >= spins_before_yield) {
    sched_yield();
    return;
  }
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// Takes a chunk and does it; false when none is left.
static bool do_one(void) {
  uint64_t seen = atomic_load(&tickets);
  do {
    if ((uint32_t)seen == 0) return false;
  } while (!atomic_compare_exchange_weak(&tickets, &seen, seen - 1));
  // Until this chunk is counted as done the owner waits, so these stay what they are.
  size_t chunks = total;
  work(context, chunks - (uint32_t)seen);
  if (atomic_fetch_add(&done, 1) + 1 == chunks && atomic_load(&owner_sleeps)) {
    pthread_mutex_lock(&lock);
    pthread_cond_signal(&work_ended);
    pthread_mutex_unlock(&lock);
  }
  return true;
}

static void *run(void *unused) {
  int spins = 0;
  while (!atomic_load(&stopping)) {
    if (do_one()) {
      spins = 0;
    } else if (spins < spins_before_sleep) {
      pause_briefly(spins);
      spins += 1;
    } else {
      pthread_mutex_lock(&lock);
      atomic_fetch_add(&sleeping, 1);
      while ((uint32_t)atomic_load(&tickets) == 0 && !atomic_load(&stopping)) {
        pthread_cond_wait(&work_came, &lock);
      }
      atomic_fetch_sub(&sleeping, 1);
      pthread_mutex_unlock(&lock);
      spins = 0;
    }
  }
  return unused;
}

static void wake_sleepers(void) {
  if (atomic_load(&sleeping) == 0) return;
  pthread_mutex_lock(&lock);
  pthread_cond_broadcast(&work_came);
  pthread_mutex_unlock(&lock);
}

static int cores(void) {
#ifdef __linux__
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
#endif
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (int)count : 1;
}

int ck_threads(void) {
  int count = atomic_load(&wanted);
  if (count == 0) {
    // Whoever else asks for the first time finds the same.
    count = cores() < most_threads ? cores() : most_threads;
    atomic_store(&wanted, count);
  }
  return count;
}

void ck_set_threads(int count) {
  pthread_mutex_lock(&owner);
  atomic_store(&stopping, true);
  wake_sleepers();
  for (int i = 0; i < started; i++) pthread_join(threads[i], NULL);
  started = 0;
  atomic_store(&stopping, false);
  atomic_store(&wanted, count < 1 ? 1 : count < most_threads ? count : most_threads);
  pthread_mutex_unlock(&owner);
}

static void start_threads(void) {
  int count = ck_threads() - 1;
  while (started < count) {
    // Not enough of them is no mistake: the caller works too.
    if (pthread_create(&threads[started], NULL, run, NULL) != 0) break;
    started += 1;
  }
}

void ck_parallel(size_t chunks, void (*body)(void *, size_t), void *argument) {
  if (chunks <= 1 || chunks > UINT32_MAX || pthread_mutex_trylock(&owner) != 0) {
    for (size_t chunk = 0; chunk < chunks; chunk++) body(argument, chunk);
    return;
  }
  start_threads();
  total = chunks;
  work = body;
  context = argument;
  atomic_store(&done, 0);
  atomic_store(&tickets, ((atomic_load(&tickets) >> 32) + 1) << 32 | chunks);
  wake_sleepers();
  while (do_one()) continue;
  for (int spins = 0; atomic_load(&done) < chunks && spins < spins_before_sleep; spins++) {
    pause_briefly(spins);
  }
  if (atomic_load(&done) < chunks) {
    pthread_mutex_lock(&lock);
    atomic_store(&owner_sleeps, true);
    while (atomic_load(&done) < chunks) pthread_cond_wait(&work_ended, &lock);
    atomic_store(&owner_sleeps, false);
    pthread_mutex_unlock(&lock);
  }
  pthread_mutex_unlock(&owner);
}
