// Holds the kernels of the processor it is compiled for, and the portable ones, to sums in double
// precision, over odd shapes; ends with 1 and says where they differ.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "CKernels.h"

static double worst;

static float number(void) {
  static uint32_t state = 1;
  state = state * 1664525u + 1013904223u;
  return (float)(state >> 8) * 0x1p-24f - 0.5f;
}

static float *numbers(size_t count, float scale) {
  float *values = malloc(count * sizeof *values);
  for (size_t i = 0; i < count; i++) values[i] = number() * scale;
  return values;
}

/// Counts a difference beyond the bound, or a result that is no number.
static void expect(const char *what, double found, double wanted, double bound) {
  double part = fabs(found - wanted) / bound;
  if (part <= worst) return;
  worst = part;
  if (!(part <= 1)) printf("%s: %.9g for %.9g\n", what, found, wanted);
}

static void check_products(void) {
  static const size_t shapes[][3] = {
    {1, 1, 1}, {1, 7, 17}, {5, 64, 48}, {30, 33, 100}, {7, 768, 80}, {61, 130, 31}, {13, 20, 16},
  };
  for (int precision = ck_float32; precision <= ck_int8; precision++) {
    for (size_t shape = 0; shape < sizeof shapes / sizeof *shapes; shape++) {
      size_t rows = shapes[shape][0], inputs = shapes[shape][1], outputs = shapes[shape][2];
      float *x = numbers(rows * inputs, 1), *y = numbers(rows * outputs, 1);
      float *weights = numbers(inputs * outputs, 1), *bias = numbers(outputs, 1);
      void *packed = ck_allocate_pages(ck_packed_bytes(precision, inputs, outputs));
      ck_pack(precision, weights, outputs, false, inputs, outputs, packed);
      ck_product(precision, packed, inputs, outputs, bias, x, inputs, rows, y, outputs);
      float *column = numbers(inputs, 1);
      for (size_t o = 0; o < outputs; o++) {
        ck_unpack(precision, packed, inputs, o, column);
        for (size_t r = 0; r < rows; r++) {
          double sum = bias[o];
          for (size_t i = 0; i < inputs; i++) sum += (double)x[r * inputs + i] * column[i];
          expect("product", y[r * outputs + o], sum, 2e-5);
        }
      }
    }
  }
}

static double wanted(ck_function function, double x) {
  switch (function) {
  case ck_gelu_tanh: return x / (1 + exp(-1.5957691216057308 * (x + 0.044715 * x * x * x)));
  case ck_gelu_erf: return 0.5 * x * erfc(-x * sqrt(0.5));
  case ck_relu: return x > 0 ? x : 0;
  case ck_silu: return x / (1 + exp(-x));
  default: return exp(x);
  }
}

static void check_functions(void) {
  enum { count = 101 };
  for (int function = ck_gelu_tanh; function <= ck_exponential; function++) {
    float *x = numbers(count, 12), *y = malloc(count * sizeof *y);
    for (int i = 0; i < count; i++) y[i] = x[i];
    ck_map(function, y, 1, count, count);
    for (int i = 0; i < count; i++) {
      double value = wanted(function, x[i]);
      expect("function", y[i], value, 1e-6 * (fabs(value) + fabs(x[i]) + 1));
    }
  }
  float *x = numbers(count, 9), largest = x[0];
  double sum = 0, exponentials = 0;
  size_t above = 0;
  for (int i = 0; i < count; i++) largest = x[i] > largest ? x[i] : largest;
  for (int i = 0; i < count; i++) {
    sum += x[i];
    exponentials += exp((double)x[i] - largest);
    above += x[i] >= 1;
  }
  int32_t indices[count + 1];
  float found[count + 1];
  expect("largest", ck_largest(x, count), largest, 1e-30);
  expect("sum", ck_sum(x, count), sum, 1e-4);
  expect("exponentials", ck_exponentials(x, count, largest, NULL), exponentials, 1e-5);
  size_t number = ck_find_above(x, count, 1, indices, found);
  expect("found", (double)number, (double)above, 0.5);
  for (size_t i = 0; i < number; i++) expect("found value", found[i], x[indices[i]], 1e-30);
  float halves[count];
  expect("halves", ck_copy_divided(x, count, 2, halves), largest / 2, 1e-30);
  for (int i = 0; i < count; i++) expect("half", halves[i], x[i] / 2, 1e-30);
}

/// The numbers as a cache keeps them: bfloat16's eight bits, by arithmetic rather than by bits.
static float kept(ck_precision precision, float number) {
  int exponent;
  if (precision == ck_float32) return number;
  float part = frexpf(number, &exponent);
  return ldexpf(nearbyintf(part * 256), exponent - 8);
}

static void check_attention(ck_precision precision, size_t width) {
  enum { rows = 37, heads = 3 };
  size_t columns = heads * width;
  float *q = numbers(rows * columns, 4), *k = numbers(rows * columns, 4);
  float *v = numbers(rows * columns, 1), *mixed = malloc(rows * columns * sizeof *mixed);
  ck_positions own = {
    ck_allocate_pages(ck_key_bytes(precision, heads, width, rows)),
    ck_allocate_pages(ck_value_bytes(precision, heads, width, rows)), precision, rows, rows,
  };
  ck_positions none = own;
  none.count = 0;
  ck_attention task = {
    q, columns, k, v, columns, rows, 0, none, own, mixed, columns, width, 1, 0.25f,
  };
  ck_attend(&task, 1, heads);
  for (size_t row = 0; row < rows; row++) {
    for (size_t head = 0; head < heads; head++) {
      double weights[rows], sum = 0;
      for (size_t seen = 0; seen <= row; seen++) {
        double score = 0;
        for (size_t d = head * width; d < (head + 1) * width; d++) {
          score += (double)q[row * columns + d] * kept(precision, k[seen * columns + d]);
        }
        sum += weights[seen] = exp(0.25 * score);
      }
      for (size_t d = head * width; d < (head + 1) * width; d++) {
        double value = 0;
        for (size_t seen = 0; seen <= row; seen++) {
          value += weights[seen] / sum * kept(precision, v[seen * columns + d]);
        }
        expect("attention", mixed[row * columns + d], value, 1e-5);
      }
    }
  }
}

int main(void) {
  int machines = 0;
  // Those that round the rows of x too are no sums of products to the last digits.
  ck_machine_use_narrow_products(false);
  for (int machine = ck_machine_portable; machine <= ck_machine_avx512; machine++) {
    if (!ck_machine_has(machine)) continue;
    machines += 1;
    ck_machine_use(machine);
    check_products();
    check_functions();
    static const size_t widths[] = {1, 17, 20, 64, 81};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
      check_attention(ck_float32, widths[i]);
      check_attention(ck_bfloat16, widths[i]);
    }
  }
  printf("%d kinds of kernels, at most %.2g of what is allowed\n", machines, worst);
  return worst <= 1 && machines > 0 ? 0 : 1;
}
