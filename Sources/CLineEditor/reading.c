#include "editor.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>

static void resume(line_editor *editor) {
  el_set(editor->edit, EL_PREP_TERM, 0);
  el_set(editor->edit, EL_PREP_TERM, 1);
  if (editor->is_smart) {
    fputs("\033[?2004h", stdout);
    fflush(stdout);
  }
  el_set(editor->edit, EL_REFRESH);
  editor_paint(editor);
}

static void stop(line_editor *editor) {
  editor_unpaint(editor);
  if (editor->is_smart) fputs("\033[?2004l", stdout);
  fputc('\n', stdout);
  fflush(stdout);
  el_set(editor->edit, EL_PREP_TERM, 0);
  signals_stop();
}

/* Whether to go on waiting: 0 after Ctrl-C. */
static int obey_signals(line_editor *editor) {
  unsigned char numbers[64];
  ssize_t count = read(signals_descriptor(), numbers, sizeof numbers);
  for (ssize_t index = 0; index < count; index++) {
    switch (numbers[index]) {
    case SIGINT:
      editor_leave_line(editor);
      return 0;
    case SIGWINCH:
      editor_unpaint(editor);
      editor_clear_rows(editor);
      el_resize(editor->edit);
      el_set(editor->edit, EL_REFRESH);
      editor_paint(editor);
      break;
    case SIGTSTP:
      stop(editor);
      break;
    case SIGCONT:
      resume(editor);
      break;
    default:
      break;
    }
  }
  return 1;
}

/* 1 with bytes, 0 at the end of input, -1 when interrupted. */
static int fill(line_editor *editor) {
  for (;;) {
    struct pollfd wait[2] = {{STDIN_FILENO, POLLIN, 0}, {signals_descriptor(), POLLIN, 0}};
    int ready = poll(wait, signals_descriptor() >= 0 ? 2 : 1, -1);
    if (ready < 0) {
      if (errno == EINTR) continue;
      return 0;
    }
    if (wait[1].revents & POLLIN) {
      if (obey_signals(editor)) continue;
      errno = EINTR;
      return -1;
    }
    if (wait[0].revents) {
      ssize_t count = read(STDIN_FILENO, editor->bytes, sizeof editor->bytes);
      if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      /* A terminal that has gone away answers EIO: that is the end too. */
      if (count <= 0) return 0;
      editor->byte_count = (size_t)count;
      editor->byte_index = 0;
      return 1;
    }
  }
}

static int next_byte(line_editor *editor, unsigned char *byte) {
  if (editor->byte_index >= editor->byte_count) {
    int result = fill(editor);
    if (result != 1) return result;
  }
  *byte = editor->bytes[editor->byte_index++];
  return 1;
}

/* In vi's keys a lone Escape is a command, so that sequences cannot be bound: those that came in one
   piece are turned into control characters, which are. */
static int vi_key(line_editor *editor) {
  static const struct {
    const char *sequence;
    unsigned char key;
  } keys[] = {
      {"[A", 0x10},  {"OA", 0x10},  {"[B", 0x0E},  {"OB", 0x0E},    {"[C", 0x06},
      {"OC", 0x06},  {"[D", 0x02},  {"OD", 0x02},  {"[H", 0x01},    {"[F", 0x05},
      {"OH", 0x01},  {"OF", 0x05},  {"[1~", 0x01}, {"[4~", 0x05},   {"[3~", 0x1C},
      {"[5~", 0x1E}, {"[6~", 0x1E}, {"[2~", 0x1E}, {"[200~", 0x1D},
  };
  const char *rest = (const char *)editor->bytes + editor->byte_index;
  size_t left = editor->byte_count - editor->byte_index;
  for (size_t index = 0; index < sizeof keys / sizeof *keys; index++) {
    size_t count = strlen(keys[index].sequence);
    if (left >= count && memcmp(rest, keys[index].sequence, count) == 0) {
      editor->byte_index += count;
      return keys[index].key;
    }
  }
  return 0x1B;
}

/* The next scalar of UTF-8 input; what is malformed is skipped. */
int editor_getc(EditLine *edit, wchar_t *character) {
  line_editor *editor = editor_of(edit);
  *character = 0;
  /* Painted once the input is used up, so that a paste costs one paint. */
  if (!editor->is_pasting && editor->byte_index >= editor->byte_count) editor_paint(editor);
  for (;;) {
    unsigned char byte;
    int result = next_byte(editor, &byte);
    if (result != 1) return result;
    int following = byte < 0x80   ? 0
                    : byte < 0xC2 ? -1
                    : byte < 0xE0 ? 1
                    : byte < 0xF0 ? 2
                    : byte < 0xF5 ? 3
                                  : -1;
    if (following < 0) continue;
    unsigned scalar = following == 0 ? byte : byte & (0x3Fu >> following);
    int is_whole = 1;
    for (int index = 0; index < following; index++) {
      result = next_byte(editor, &byte);
      if (result != 1) return result;
      if ((byte & 0xC0) != 0x80) {
        is_whole = 0;
        editor->byte_index--;
        break;
      }
      scalar = scalar << 6 | (byte & 0x3F);
    }
    int is_surrogate = scalar >= 0xD800 && scalar < 0xE000;
    if (!is_whole || is_surrogate || scalar > 0x10FFFF) continue;
    if (scalar == 0x1B && editor->is_vi && !editor->is_pasting) scalar = (unsigned)vi_key(editor);
    editor_unpaint(editor);
    *character = (wchar_t)scalar;
    return 1;
  }
}

/* A paste is inserted as it is, in one piece; it never runs anything. */
unsigned char editor_paste(EditLine *edit, int key) {
  (void)key;
  line_editor *editor = editor_of(edit);
  wchar_t *text = NULL;
  size_t count = 0, room = 0;
  unsigned char result = CC_REFRESH;
  editor->is_pasting = 1;
  for (;;) {
    wchar_t character;
    if (el_wgetc(edit, &character) != 1) {
      result = CC_EOF;
      break;
    }
    if (character == L'\r') character = L'\n';
    if (character == L'\t') character = L' ';
    if (count + 2 > room) {
      room = room ? room * 2 : 256;
      wchar_t *larger = realloc(text, room * sizeof *text);
      if (!larger) {
        result = CC_ERROR;
        break;
      }
      text = larger;
    }
    text[count++] = character;
    if (count >= 6 && wmemcmp(text + count - 6, L"\033[201~", 6) == 0) {
      count -= 6;
      break;
    }
    /* Other controls would be shown as ^X and mean nothing in a line. */
    if (character < L' ' && character != L'\n' && character != L'\033') count--;
  }
  while (count && text[count - 1] == L'\n') count--;
  if (count) {
    text[count] = 0;
    if (el_winsertstr(edit, text) == -1) result = CC_ERROR;
  }
  free(text);
  editor->is_pasting = 0;
  return result;
}

void editor_forget_typed(line_editor *editor) {
  editor->byte_index = 0;
  editor->byte_count = 0;
}
