#include <stdlib.h>
#include <string.h>

#include "kernels.h"

static size_t panel_count(size_t outputs) {
  return (outputs + lanes_in_panel - 1) / lanes_in_panel;
}

/// Words of four bytes that a panel takes.
static size_t panel_words(ck_precision precision, size_t inputs) {
  return panel_bytes(precision, inputs) / sizeof(uint32_t);
}

size_t ck_packed_bytes(ck_precision precision, size_t inputs, size_t outputs) {
  return panel_count(outputs) * panel_bytes(precision, inputs);
}

typedef struct packing {
  ck_precision precision;
  const float *source;
  size_t stride, inputs, outputs, panels_in_chunk;
  bool is_transposed;
  uint32_t *packed;
  uint32_t *largest;  // of each chunk
} packing;

/// Sixteen outputs of one input.
static inline void gather(const packing *p, size_t input, size_t output, float *values) {
  size_t count = p->outputs - output < lanes_in_panel ? p->outputs - output : lanes_in_panel;
  if (p->is_transposed) {
    for (size_t i = 0; i < count; i++) values[i] = p->source[(output + i) * p->stride + input];
  } else {
    memcpy(values, p->source + input * p->stride + output, count * sizeof(float));
  }
  for (size_t i = count; i < lanes_in_panel; i++) values[i] = 0;
}

static inline uint32_t larger(uint32_t largest, const float *values) {
  for (size_t i = 0; i < lanes_in_panel; i++) {
    uint32_t bits;
    memcpy(&bits, values + i, sizeof bits);
    bits &= 0x7FFFFFFF;
    largest = bits > largest ? bits : largest;
  }
  return largest;
}

/// The largest magnitude of each output so far, where what a bit is worth will stand.
static inline uint32_t *units_of(const packing *p, size_t panel) {
  size_t words = word_count(p->inputs) * lanes_in_panel;
  return p->packed + panel * panel_words(ck_int8, p->inputs) + words;
}

static inline void find_largest(const packing *p, size_t panel, size_t from, size_t to) {
  uint32_t *largest = units_of(p, panel);
  for (size_t input = from; input < to; input++) {
    float values[lanes_in_panel];
    gather(p, input, panel * lanes_in_panel, values);
    for (size_t i = 0; i < lanes_in_panel; i++) {
      uint32_t bits;
      memcpy(&bits, values + i, sizeof bits);
      bits &= 0x7FFFFFFF;
      largest[i] = bits > largest[i] ? bits : largest[i];
    }
  }
}

/// Turns the largest magnitudes into what a bit is worth; returns the largest of all.
static uint32_t find_units(const packing *p, size_t panel) {
  uint32_t all = 0, *units = units_of(p, panel);
  for (size_t i = 0; i < lanes_in_panel; i++) {
    float magnitude;
    all = units[i] > all ? units[i] : all;
    memcpy(&magnitude, units + i, sizeof magnitude);
    magnitude /= 127;
    memcpy(units + i, &magnitude, sizeof magnitude);
  }
  return all;
}

static inline void round_rows(const packing *p, size_t panel, size_t from, size_t to) {
  uint32_t *target = p->packed + panel * panel_words(ck_int8, p->inputs);
  float inverse[lanes_in_panel], unit;
  for (size_t i = 0; i < lanes_in_panel; i++) {
    memcpy(&unit, units_of(p, panel) + i, sizeof unit);
    inverse[i] = unit > 0 ? 1 / unit : 0;
  }
  for (size_t input = from; input < to; input += 4) {
    uint32_t words[lanes_in_panel] = {0};
    for (size_t b = 0; b < 4; b++) {
      float values[lanes_in_panel] = {0};
      if (input + b < p->inputs) gather(p, input + b, panel * lanes_in_panel, values);
      for (size_t i = 0; i < lanes_in_panel; i++) {
        // Adding 1.5 · 2²³ leaves the nearest whole number in the lowest bits.
        float shifted = values[i] * inverse[i] + 0x1.8p23f;
        uint32_t bits;
        memcpy(&bits, &shifted, sizeof bits);
        words[i] |= ((bits + 128) & 255) << (8 * b);
      }
    }
    memcpy(target + input / 4 * lanes_in_panel, words, sizeof words);
  }
}

static inline uint32_t pack_rows(const packing *p, size_t panel, size_t from, size_t to) {
  uint32_t largest = 0;
  uint32_t *target = p->packed + panel * panel_words(p->precision, p->inputs);
  if (p->precision == ck_float32) {
    for (size_t input = from; input < to; input++) {
      float values[lanes_in_panel];
      gather(p, input, panel * lanes_in_panel, values);
      largest = larger(largest, values);
      memcpy(target + input * lanes_in_panel, values, sizeof values);
    }
    return largest;
  }
  for (size_t input = from; input < to; input += 2) {
    float even[lanes_in_panel], odd[lanes_in_panel] = {0};
    gather(p, input, panel * lanes_in_panel, even);
    if (input + 1 < p->inputs) gather(p, input + 1, panel * lanes_in_panel, odd);
    largest = larger(larger(largest, even), odd);
    for (size_t i = 0; i < lanes_in_panel; i++) {
      target[input / 2 * lanes_in_panel + i] = bfloat16(even[i]) | bfloat16(odd[i]) << 16;
    }
  }
  return largest;
}

static void pack_chunk(void *context, size_t chunk) {
  const packing *p = context;
  size_t first = chunk * p->panels_in_chunk, end = first + p->panels_in_chunk;
  if (end > panel_count(p->outputs)) end = panel_count(p->outputs);
  // A few inputs of every panel at a time, so that each page of the source is met once.
  enum { inputs_at_once = 32 };
  uint32_t largest = 0;
  if (p->precision == ck_int8) {
    for (size_t panel = first; panel < end; panel++) {
      memset(units_of(p, panel), 0, lanes_in_panel * sizeof(uint32_t));
    }
    for (size_t from = 0; from < p->inputs; from += inputs_at_once) {
      size_t to = from + inputs_at_once < p->inputs ? from + inputs_at_once : p->inputs;
      for (size_t panel = first; panel < end; panel++) find_largest(p, panel, from, to);
    }
    for (size_t panel = first; panel < end; panel++) {
      uint32_t found = find_units(p, panel);
      largest = found > largest ? found : largest;
    }
  }
  for (size_t from = 0; from < p->inputs; from += inputs_at_once) {
    size_t to = from + inputs_at_once < p->inputs ? from + inputs_at_once : p->inputs;
    for (size_t panel = first; panel < end; panel++) {
      if (p->precision == ck_int8) {
        round_rows(p, panel, from, to);
        continue;
      }
      uint32_t found = pack_rows(p, panel, from, to);
      largest = found > largest ? found : largest;
    }
  }
  p->largest[chunk] = largest;
}

uint32_t ck_pack(
  ck_precision precision, const float *source, size_t stride, bool is_transposed, size_t inputs,
  size_t outputs, void *packed
) {
  enum { most_chunks = 64 };
  uint32_t largest[most_chunks] = {0};
  size_t panels = panel_count(outputs);
  packing job = {
    precision, source, stride, inputs, outputs, (panels + most_chunks - 1) / most_chunks,
    is_transposed, packed, largest,
  };
  if (panels == 0) return 0;
  ck_parallel((panels + job.panels_in_chunk - 1) / job.panels_in_chunk, pack_chunk, &job);
  uint32_t result = 0;
  for (size_t i = 0; i < most_chunks; i++) result = largest[i] > result ? largest[i] : result;
  return result;
}

void ck_unpack(
  ck_precision precision, const void *packed, size_t inputs, size_t output, float *column
) {
  const uint32_t *panel =
    (const uint32_t *)packed + output / lanes_in_panel * panel_words(precision, inputs);
  size_t lane = output % lanes_in_panel;
  if (precision == ck_int8) {
    float unit;
    memcpy(&unit, panel + word_count(inputs) * lanes_in_panel + lane, sizeof unit);
    for (size_t input = 0; input < inputs; input++) {
      uint32_t word = panel[input / 4 * lanes_in_panel + lane];
      column[input] = unit * (float)((int)(word >> (input % 4 * 8) & 255) - 128);
    }
    return;
  }
  for (size_t input = 0; input < inputs; input++) {
    uint32_t bits = precision == ck_float32
      ? panel[input * lanes_in_panel + lane]
      : panel[input / 2 * lanes_in_panel + lane] << (input % 2 == 0 ? 16 : 0) & 0xFFFF0000u;
    memcpy(column + input, &bits, sizeof bits);
  }
}
