#include <stdatomic.h>

#include "kernels.h"

static _Atomic int best = -1;
// What the calling thread asked for instead; a job carries its kernels to the other threads.
static _Thread_local int asked = -1;
static _Thread_local bool avoids_narrow;

bool ck_machine_has(ck_machine machine) {
  switch (machine) {
  case ck_machine_portable: return true;
#if defined(__x86_64__)
  case ck_machine_avx2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  case ck_machine_avx512:
    return ck_machine_has(ck_machine_avx2) && __builtin_cpu_supports("avx512f")
      && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
      && __builtin_cpu_supports("avx512dq");
#elif defined(__aarch64__)
  case ck_machine_neon: return true;
#endif
  default: return false;
  }
}

ck_machine ck_machine_current(void) {
  if (asked >= 0) return (ck_machine)asked;
  int machine = atomic_load_explicit(&best, memory_order_relaxed);
  if (machine < 0) {
    for (machine = ck_machine_avx512; !ck_machine_has((ck_machine)machine);) machine -= 1;
    atomic_store_explicit(&best, machine, memory_order_relaxed);
  }
  return (ck_machine)machine;
}

void ck_machine_use(ck_machine machine) {
  if (ck_machine_has(machine)) asked = (int)machine;
}

bool ck_machine_has_narrow_products(ck_precision precision) {
#if defined(__x86_64__)
  if (avoids_narrow || ck_machine_current() != ck_machine_avx512) return false;
  switch (precision) {
  case ck_float32: return false;
  case ck_bfloat16: return __builtin_cpu_supports("avx512bf16");
  case ck_int8: return __builtin_cpu_supports("avx512vnni");
  }
#endif
  return false;
}

bool ck_machine_use_narrow_products(bool use) {
  bool before = !avoids_narrow;
  avoids_narrow = !use;
  return before;
}

const ck_kernels *ck_kernels_current(void) {
  switch (ck_machine_current()) {
#if defined(__x86_64__)
  case ck_machine_avx512: return &ck_kernels_avx512;
  case ck_machine_avx2: return &ck_kernels_avx2;
#elif defined(__aarch64__)
  case ck_machine_neon: return &ck_kernels_neon;
#endif
  default: return &ck_kernels_portable;
  }
}
