#include "editor.h"

/* libedit has no colours and no hints. When it is about to wait for a key, the screen shows exactly
   its line, so the same characters are written over it in colour and the cursor is put back; libedit's
   idea of the screen stays true, as no cell changes its character. */

typedef struct {
  int row, column;
} place;

/* Where libedit goes on after a character: wide ones that do not fit begin the next row. */
static void step(place *at, wchar_t character, int columns) {
  if (character == L'\n') {
    at->row++;
    at->column = 0;
    return;
  }
  int width = wcwidth(character);
  if (width < 0) width = 2; /* ^X */
  if (width > 0 && at->column + width > columns) {
    at->row++;
    at->column = 0;
  }
  at->column += width;
  if (at->column >= columns) {
    at->row++;
    at->column = 0;
  }
}

static place start_of(const line_editor *editor, int columns) {
  return (place){editor->prompt_width / columns, editor->prompt_width % columns};
}

static size_t next_character(const char *text, wchar_t *character) {
  mbstate_t state;
  memset(&state, 0, sizeof state);
  size_t count = mbrtowc(character, text, MB_CUR_MAX, &state);
  return count == (size_t)-1 || count == (size_t)-2 ? 0 : count;
}

static char *line_text(const LineInfoW *line) {
  size_t count = (size_t)(line->lastchar - line->buffer);
  char *text = malloc(count * MB_CUR_MAX + 1), *next = text;
  if (!text) return NULL;
  mbstate_t state;
  memset(&state, 0, sizeof state);
  for (const wchar_t *each = line->buffer; each < line->lastchar; each++) {
    size_t used = wcrtomb(next, *each, &state);
    if (used != (size_t)-1) next += used;
  }
  *next = 0;
  return text;
}

static void move_to(place from, place to) {
  if (from.row > to.row) fprintf(stdout, "\033[%dA", from.row - to.row);
  if (from.row < to.row) fprintf(stdout, "\033[%dB", to.row - from.row);
  fputc('\r', stdout);
  if (to.column) fprintf(stdout, "\033[%dC", to.column);
}

static void paint_line(const char *text, place start, place cursor, int columns) {
  move_to(cursor, start);
  place at = start;
  for (const char *next = text; *next;) {
    if (*next == '\033') {
      const char *end = next;
      while (*end && *end != 'm') end++;
      if (!*end) break;
      fwrite(next, 1, (size_t)(end - next) + 1, stdout);
      next = end + 1;
      continue;
    }
    wchar_t character;
    size_t used = next_character(next, &character);
    if (!used) break;
    place before = at;
    step(&at, character, columns);
    int is_next_row = at.row != before.row;
    int is_pushed = is_next_row && at.column > 0; /* wide, did not fit */
    if (is_pushed) fputs("\r\033[B", stdout);
    if (character != L'\n') fwrite(next, 1, used, stdout);
    if (is_next_row && !is_pushed) fputs("\r\033[B", stdout);
    next += used;
  }
  fputs("\033[0m", stdout);
  move_to(at, cursor);
}

static int paint_hint(const char *hint, place end, int columns) {
  int room = columns - end.column - 1, used = 0;
  fputs("\033[2m", stdout);
  for (const char *next = hint; *next && *next != '\n';) {
    if (*next == '\033') {
      const char *end = strchr(next, 'm');
      if (!end) break;
      fwrite(next, 1, (size_t)(end - next) + 1, stdout);
      next = end + 1;
      continue;
    }
    wchar_t character;
    size_t bytes = next_character(next, &character);
    if (!bytes) break;
    int width = wcwidth(character);
    if (width < 0 || used + width > room) break;
    fwrite(next, 1, bytes, stdout);
    used += width;
    next += bytes;
  }
  fputs("\033[0m\r", stdout);
  if (end.column) fprintf(stdout, "\033[%dC", end.column);
  return used > 0;
}

void editor_paint(line_editor *editor) {
  int columns = line_editor_columns(STDOUT_FILENO);
  if (!editor->is_smart || columns < 4) return;
  const LineInfoW *line = el_wline(editor->edit);
  place start = start_of(editor, columns), end = start, cursor = start;
  for (const wchar_t *next = line->buffer; next < line->lastchar; next++) {
    if (next == line->cursor) cursor = end;
    /* libedit shows ^X or \U+nnnn for what has no width; leave such lines as they are. */
    if (*next != L'\n' && wcwidth(*next) < 0) return;
    step(&end, *next, columns);
  }
  if (line->cursor == line->lastchar) cursor = end;
  int rows = line_editor_rows(STDOUT_FILENO);
  if (rows && end.row >= rows) return;

  char *text = line_text(line);
  if (!text) return;
  char *painted =
      editor->ask.highlight && *text ? editor->ask.highlight(editor->ask.context, text) : NULL;
  if (painted) paint_line(painted, start, cursor, columns);
  editor->has_hint = 0;
  if (editor->ask.hint && line->cursor == line->lastchar) {
    int explains = 0;
    char *hint = editor->ask.hint(editor->ask.context, text, &explains);
    if (hint && *hint) editor->has_hint = paint_hint(hint, end, columns);
    free(hint);
  }
  fflush(stdout);
  free(painted);
  free(text);
}

void editor_unpaint(line_editor *editor) {
  if (!editor->has_hint) return;
  fputs("\033[K", stdout);
  fflush(stdout);
  editor->has_hint = 0;
}

/* Takes the hint away and goes to the end of the line, so that what follows stands below it. */
void editor_leave_line(line_editor *editor) {
  editor_unpaint(editor);
  int columns = line_editor_columns(STDOUT_FILENO);
  if (!editor->is_smart || columns < 4) return;
  const LineInfoW *line = el_wline(editor->edit);
  place end = start_of(editor, columns), cursor = end;
  for (const wchar_t *next = line->buffer; next < line->lastchar; next++) {
    if (next == line->cursor) cursor = end;
    step(&end, *next, columns);
  }
  if (line->cursor == line->lastchar) cursor = end;
  move_to(cursor, end);
}

/* After a resize a terminal that reflows has wrapped prompt and line anew: go to the first row of
   both and clear from there, so that the refresh starts clean. */
void editor_clear_rows(line_editor *editor) {
  int columns = line_editor_columns(STDOUT_FILENO);
  if (!editor->is_smart || columns < 2) return;
  const LineInfoW *line = el_wline(editor->edit);
  place at = start_of(editor, columns);
  for (const wchar_t *next = line->buffer; next < line->cursor; next++) step(&at, *next, columns);
  move_to(at, (place){0, 0});
  fputs("\033[J", stdout);
  fflush(stdout);
}

/* Each run of SGR sequences becomes one literal, \1…\1, directly before a character that prints:
   libedit loses a literal at the end of the prompt and garbles two side by side. */
char *editor_cook_prompt(const char *text, int *width) {
  char *cooked = malloc(strlen(text) * 3 + 8), *out = cooked;
  *width = 0;
  if (!cooked) return NULL;
  for (const char *next = text; *next;) {
    if (*next == '\033') {
      *out++ = '\1';
      while (*next == '\033') {
        do *out++ = *next++;
        while (*next && next[-1] != 'm');
      }
      *out++ = '\1';
      if (!*next) {
        *out++ = ' ';
        ++*width;
      }
      continue;
    }
    wchar_t character;
    size_t used = next_character(next, &character);
    if (!used) {
      next++;
      continue;
    }
    int cells = wcwidth(character);
    if (cells > 0) *width += cells;
    memcpy(out, next, used);
    out += used;
    next += used;
  }
  *out = 0;
  return cooked;
}
