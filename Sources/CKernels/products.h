// Products of a few rows over packed weights. A tile of rows stays in registers, one vector of sums
// for each row and panel, while the weights stream by; each weight is read once for all rows.

#include "tiles.h"

/// One tile times some panels; `rows` and `panels` are constants wherever this is inlined.
INLINE void tile_float32(
  const ck_product_job *job, const tile_place *place, size_t panel, const size_t rows,
  const size_t panels
) {
  const float *x = (const float *)job->tiles + place->row * job->inputs;
  const float *weights = (const float *)job->packed + panel * job->inputs * lanes_in_panel;
  size_t inputs = job->inputs, step = inputs * lanes_in_panel;
  lanes sums[REGISTERS];
  UNROLL for (size_t i = 0; i < rows * panels; i++) {
    sums[i] = begin(job, place, place->row + i / panels, panel + i % panels);
  }
  FOR_EACH_LINE(place, k, ahead) {
    lanes column[4];
    UNROLL for (size_t p = 0; p < panels; p++) {
      column[p] = load(weights + p * step + k * lanes_in_panel);
      fetch(weights + p * step, ahead);
    }
    UNROLL for (size_t r = 0; r < rows; r++) {
      lanes value = all(x[k * rows + r]);
      UNROLL for (size_t p = 0; p < panels; p++) {
        sums[r * panels + p] = multiply_add(value, column[p], sums[r * panels + p]);
      }
    }
  }
  UNROLL for (size_t r = 0; r < rows; r++) {
    UNROLL for (size_t p = 0; p < panels; p++) {
      finish(job, place, sums[r * panels + p], all(1), place->row + r, panel + p);
    }
  }
}

/// The same with weights in bfloat16, widened on the fly: of each word the lower half is the even
/// input's.
INLINE void tile_bfloat16(
  const ck_product_job *job, const tile_place *place, size_t panel, const size_t rows,
  const size_t panels
) {
  size_t pairs = (job->inputs + 1) / 2, step = pairs * lanes_in_panel;
  const float *x = (const float *)job->tiles + place->row * pairs * 2;
  const uint32_t *weights = (const uint32_t *)job->packed + panel * step;
  lanes sums[REGISTERS];
  UNROLL for (size_t i = 0; i < rows * panels; i++) {
    sums[i] = begin(job, place, place->row + i / panels, panel + i % panels);
  }
  FOR_EACH_LINE(place, k, ahead) {
    lanes even[4], odd[4];
    UNROLL for (size_t p = 0; p < panels; p++) {
      word_lanes words =
        *(const unaligned_word_lanes *)(weights + p * step + k * lanes_in_panel);
      even[p] = (lanes)(words << 16);
      odd[p] = (lanes)(words & 0xFFFF0000u);
      fetch(weights + p * step, ahead);
    }
    UNROLL for (size_t r = 0; r < rows; r++) {
      lanes first = all(x[2 * k * rows + r]), second = all(x[(2 * k + 1) * rows + r]);
      UNROLL for (size_t p = 0; p < panels; p++) {
        lanes sum = multiply_add(first, even[p], sums[r * panels + p]);
        sums[r * panels + p] = multiply_add(second, odd[p], sum);
      }
    }
  }
  UNROLL for (size_t r = 0; r < rows; r++) {
    UNROLL for (size_t p = 0; p < panels; p++) {
      finish(job, place, sums[r * panels + p], all(1), place->row + r, panel + p);
    }
  }
}

/// The same with weights in eight bits, widened on the fly.
INLINE void tile_int8(
  const ck_product_job *job, const tile_place *place, size_t panel, const size_t rows,
  const size_t panels
) {
  size_t words = word_count(job->inputs), step = (words + 1) * lanes_in_panel;
  const float *x = (const float *)job->tiles + place->row * words * 4;
  const uint32_t *weights = (const uint32_t *)job->packed + panel * step;
  lanes sums[REGISTERS];
  UNROLL for (size_t i = 0; i < rows * panels; i++) {
    sums[i] = begin(job, place, place->row + i / panels, panel + i % panels);
  }
  FOR_EACH_LINE(place, k, ahead) {
    word_lanes four[4];
    UNROLL for (size_t p = 0; p < panels; p++) {
      four[p] = *(const unaligned_word_lanes *)(weights + p * step + k * lanes_in_panel);
      fetch(weights + p * step, ahead);
    }
    UNROLL for (size_t b = 0; b < 4; b++) {
      lanes column[4];
      UNROLL for (size_t p = 0; p < panels; p++) {
        signed_lanes number = (signed_lanes)((four[p] >> (8 * b)) & 255) - 128;
        column[p] = __builtin_convertvector(number, lanes);
      }
      UNROLL for (size_t r = 0; r < rows; r++) {
        lanes value = all(x[(4 * k + b) * rows + r]);
        UNROLL for (size_t p = 0; p < panels; p++) {
          sums[r * panels + p] = multiply_add(value, column[p], sums[r * panels + p]);
        }
      }
    }
  }
  UNROLL for (size_t p = 0; p < panels; p++) {
    lanes unit = load((const float *)(weights + p * step + words * lanes_in_panel));
    UNROLL for (size_t r = 0; r < rows; r++) {
      finish(job, place, sums[r * panels + p], unit, place->row + r, panel + p);
    }
  }
}

DEFINE_PRODUCT(product, tile_float32, REGISTERS, 1)
DEFINE_PRODUCT(product_bf16, tile_bfloat16, REGISTERS_WIDENED, 1)
// Of four inputs to a line, each addition waits for the one before.
DEFINE_PRODUCT(product_int8, tile_int8, REGISTERS_WIDENED, 4)
