// Vectors of exponentials and what is made of them.

INLINE lanes choose(signed_lanes condition, lanes yes, lanes no) {
  return (lanes)((condition & (signed_lanes)yes) | (~condition & (signed_lanes)no));
}
INLINE lanes larger_of(lanes a, lanes b) { return choose(a > b, a, b); }

INLINE float sum_of(lanes value) {
  float sum = 0;
  // Halves onto halves: the order is the same on every machine.
  UNROLL for (int width = 8; width > 0; width /= 2) {
    UNROLL for (int i = 0; i < width; i++) value[i] += value[i + width];
  }
  sum = value[0];
  return sum;
}

INLINE float largest_of(lanes value) {
  UNROLL for (int width = 8; width > 0; width /= 2) {
    UNROLL for (int i = 0; i < width; i++) {
      value[i] = value[i] > value[i + width] ? value[i] : value[i + width];
    }
  }
  return value[0];
}

#ifndef SCALED
/// x · 2ⁿ, n a whole number in a float: in two steps, so that neither leaves the range.
INLINE lanes scaled(lanes x, lanes n) {
  // As bits, since what is no number has none to be converted to.
  const lanes to_integer = all(0x1.8p23f);
  signed_lanes power = (signed_lanes)(n + to_integer) - (signed_lanes)to_integer;
  signed_lanes half = power >> 1;
  return x * (lanes)((half + 127) << 23) * (lanes)((power - half + 127) << 23);
}
#define SCALED(x, n) scaled(x, n)
#endif

/// eˣ, within one unit in the last place where it is a normal number; e⁻∞ is 0, NaN stays.
///
/// x = n·ln 2 + r with |r| ≤ ½ ln 2; eʳ = 1 + r + r²q(r) with q fitted by Lawson's algorithm to a
/// relative error of 3·10⁻⁹.
INLINE lanes exponential(lanes x) {
  x = choose(x < all(-104), all(-104), x);
  x = choose(x > all(89), all(89), x);
  const lanes to_integer = all(0x1.8p23f);
  lanes shifted = multiply_add(x, all(0x1.715476p0f), to_integer);
  lanes n = shifted - to_integer;
  lanes r = multiply_add(n, all(-0x1.62e4p-1f), x);
  r = multiply_add(n, all(-0x1.7f7d1cp-20f), r);
  lanes q = all(0x1.6a23ccp-10f);
  q = multiply_add(q, r, all(0x1.123a2p-7f));
  q = multiply_add(q, r, all(0x1.5558f2p-5f));
  q = multiply_add(q, r, all(0x1.555492p-3f));
  q = multiply_add(q, r, all(0x1.fffffcp-2f));
  return SCALED(multiply_add(q * r, r, r) + all(1), n);
}

/// x / (1 + e⁻ʸ), which is ½x(1 + tanh(½y)).
INLINE lanes gated(lanes x, lanes y) { return x / (all(1) + exponential(-y)); }

/// ½x(1 + tanh(√(2/π)(x + 0.044715x³))), within one unit in the last place of x.
INLINE lanes gelu_tanh(lanes x) {
  lanes cubic = multiply_add(x * x, x * all(0.044715f), x);
  return gated(x, cubic * all(1.5957691216f));
}

/// ½x(1 + erf(x/√2)) = ½x·erfc(−x/√2), with erfc(z) = e^(−z²)·w·P(w) where w = 1/(1 + 0.4z), P
/// fitted to a relative error of 1.3·10⁻⁸ for 0 ≤ z ≤ 12: within one unit in the last place of x.
INLINE lanes gelu_erf(lanes x) {
  lanes magnitude = (lanes)((word_lanes)x & 0x7FFFFFFFu);
  lanes z = magnitude * all(0x1.6a09e6p-1f);
  z = choose(z > all(12), all(12), z);
  lanes w = all(1) / multiply_add(z, all(0.4f), all(1));
  lanes p = all(-0.02602657166422527f);
  p = multiply_add(p, w, all(0.17882801152677116f));
  p = multiply_add(p, w, all(-0.45420455102595864f));
  p = multiply_add(p, w, all(0.4887120459090987f));
  p = multiply_add(p, w, all(-0.2362438209985402f));
  p = multiply_add(p, w, all(0.24667051594807038f));
  p = multiply_add(p, w, all(0.13828965804149157f));
  p = multiply_add(p, w, all(0.21311463853384788f));
  p = multiply_add(p, w, all(0.22516376395388188f));
  p = multiply_add(p, w, all(0.22569632264492656f));
  lanes tail = all(0.5f) * magnitude * exponential(-(z * z)) * p * w;
  return choose(x > all(0), x - tail, -tail);
}

/// x / (1 + e⁻ˣ), within two units in the last place.
INLINE lanes silu(lanes x) { return gated(x, x); }
