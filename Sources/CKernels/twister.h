// The words of MT19937 (Matsumoto and Nishimura 1998), each from three that came before it, of which
// the nearest lies 227 words back: sixteen at a time.

static void NAME(twist)(uint32_t *words, size_t count) {
  enum { size = 624, shift = 397 };
  size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    word_lanes oldest = *(const unaligned_word_lanes *)(words + i);
    word_lanes older = *(const unaligned_word_lanes *)(words + i + 1);
    word_lanes mixed = (oldest & 0x80000000u) | (older & 0x7FFFFFFFu);
    *(unaligned_word_lanes *)(words + i + size) =
      *(const unaligned_word_lanes *)(words + i + shift) ^ (mixed >> 1)
      ^ ((0 - (mixed & 1)) & 0x9908B0DFu);
  }
  for (; i < count; i++) {
    uint32_t mixed = (words[i] & 0x80000000u) | (words[i + 1] & 0x7FFFFFFFu);
    words[i + size] = words[i + shift] ^ (mixed >> 1) ^ ((0 - (mixed & 1)) & 0x9908B0DFu);
  }
}
