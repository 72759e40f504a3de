#include "editor.h"
#include <errno.h>

line_editor *editor_of(EditLine *edit) {
  void *editor = NULL;
  el_get(edit, EL_CLIENTDATA, &editor);
  return editor;
}

static char *prompt(EditLine *edit) { return editor_of(edit)->prompt; }

/* A copy of the line and the cursor's byte offset in it. */
static char *typed(EditLine *edit, size_t *cursor) {
  const LineInfo *line = el_line(edit);
  *cursor = (size_t)(line->cursor - line->buffer);
  return strndup(line->buffer, (size_t)(line->lastchar - line->buffer));
}

static unsigned char complete(EditLine *edit, int key) {
  (void)key;
  line_editor *editor = editor_of(edit);
  size_t cursor;
  char *line = typed(edit, &cursor);
  if (line && editor->ask.complete) {
    editor->ask.complete(editor->ask.context, editor, line, cursor);
  }
  free(line);
  return CC_REDISPLAY;
}

/* Right and End: at the end of the line they take the hint over. */
static unsigned char take_hint(EditLine *edit, int is_end) {
  line_editor *editor = editor_of(edit);
  const LineInfo *line = el_line(edit);
  if (line->cursor != line->lastchar) {
    el_cursor(edit, is_end ? (int)(line->lastchar - line->cursor) : 1);
    return CC_CURSOR;
  }
  size_t cursor;
  int explains = 0;
  char *text = typed(edit, &cursor);
  char *hint =
      text && editor->ask.hint ? editor->ask.hint(editor->ask.context, text, &explains) : NULL;
  free(text);
  int is_taken = hint && *hint && !explains;
  if (is_taken) el_insertstr(edit, hint);
  free(hint);
  return is_taken ? CC_REFRESH : is_end ? CC_NORM : CC_ERROR;
}

static unsigned char right(EditLine *edit, int key) {
  (void)key;
  return take_hint(edit, 0);
}

static unsigned char end(EditLine *edit, int key) {
  (void)key;
  return take_hint(edit, 1);
}

static unsigned char enter(EditLine *edit, int key) {
  (void)key;
  line_editor *editor = editor_of(edit);
  size_t cursor;
  char *line = typed(edit, &cursor);
  int is_whole = !line || !editor->ask.is_complete
                 || editor->ask.is_complete(editor->ask.context, line);
  free(line);
  if (!is_whole && el_insertstr(edit, "\n") == 0) return CC_REFRESH;
  /* The key of libedit's own newline: a function cannot move below the line by itself. */
  el_push(edit, editor->is_vi ? "\x1F" : "\033[9997~");
  return CC_NORM;
}

static unsigned char newline(EditLine *edit, int key) {
  (void)key;
  return el_insertstr(edit, "\n") == 0 ? CC_REFRESH : CC_ERROR;
}

static void bind_keys(line_editor *editor) {
  static const char *const emacs[][2] = {
      {"^I", "actadd-complete"},       {"\\e[200~", "actadd-paste"},
      {"^M", "actadd-enter"},          {"^J", "actadd-enter"},
      {"\\e^M", "actadd-newline"},     {"\\e^J", "actadd-newline"},
      {"\\e[9997~", "ed-newline"},
      {"\\e[A", "ed-search-prev-history"}, {"\\eOA", "ed-search-prev-history"},
      {"\\e[B", "ed-search-next-history"}, {"\\eOB", "ed-search-next-history"},
      {"\\e[C", "actadd-right"},       {"\\eOC", "actadd-right"},
      {"^F", "actadd-right"},          {"^E", "actadd-end"},
      {"\\e[1;5C", "em-next-word"},    {"\\e[1;5D", "ed-prev-word"},
      {"\\e[1;3C", "em-next-word"},    {"\\e[1;3D", "ed-prev-word"},
      {"\\e[1~", "ed-move-to-beg"},    {"\\e[4~", "actadd-end"},
      {"\\e[7~", "ed-move-to-beg"},    {"\\e[8~", "actadd-end"},
      {"\\e[H", "ed-move-to-beg"},     {"\\e[F", "actadd-end"},
      {"\\eOH", "ed-move-to-beg"},     {"\\eOF", "actadd-end"},
      {"\\e[3~", "ed-delete-next-char"}, {"\\e[3;5~", "em-delete-next-word"},
      {"\\e[2~", "ed-ignore"},         {"\\e[5~", "ed-ignore"},
      {"\\e[6~", "ed-ignore"},         {"\\e[Z", "ed-ignore"},
      {"^L", "ed-clear-screen"},
  };
  static const char *const vi[][2] = {
      {"^I", "actadd-complete"}, {"^M", "actadd-enter"},
      {"^J", "actadd-enter"},    {"^P", "ed-search-prev-history"},
      {"^N", "ed-search-next-history"}, {"^F", "actadd-right"},
      {"^B", "ed-prev-char"},    {"^A", "ed-move-to-beg"},
      {"^E", "actadd-end"},      {"^\\", "ed-delete-next-char"},
      {"^]", "actadd-paste"},    {"^^", "ed-ignore"},
      {"^_", "ed-newline"},      {"^R", "em-inc-search-prev"},
  };
  if (!editor->is_vi) {
    for (size_t index = 0; index < sizeof emacs / sizeof *emacs; index++) {
      el_set(editor->edit, EL_BIND, emacs[index][0], emacs[index][1], NULL);
    }
    return;
  }
  for (size_t index = 0; index < sizeof vi / sizeof *vi; index++) {
    el_set(editor->edit, EL_BIND, vi[index][0], vi[index][1], NULL);
    el_set(editor->edit, EL_BIND, "-a", vi[index][0], vi[index][1], NULL);
  }
}

void line_editor_use_vi(line_editor *editor, int vi) {
  editor->is_vi = vi;
  el_set(editor->edit, EL_EDITOR, vi ? "vi" : "emacs");
  bind_keys(editor);
}

void line_editor_source(line_editor *editor) {
  el_source(editor->edit, NULL);
  /* `bind -v` in the file has thrown our keys away. */
  const char *keys = NULL;
  el_get(editor->edit, EL_EDITOR, &keys);
  int is_vi = keys && strcmp(keys, "vi") == 0;
  if (is_vi == editor->is_vi) return;
  editor->is_vi = is_vi;
  bind_keys(editor);
}

/* Where a wide character wraps, libedit loses the row when it shifts characters with the terminal's own
   insertions and deletions; without them it writes the rest of the row again. */
static void refuse_to_shift(EditLine *edit) {
  static const char *const abilities[] = {"ic", "im", "ei", "IC", "dc", "dm", "ed", "DC"};
  for (size_t index = 0; index < sizeof abilities / sizeof *abilities; index++) {
    el_set(edit, EL_SETTC, abilities[index], "", NULL);
  }
}

static int is_smart_terminal(void) {
  const char *term = getenv("TERM");
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !term || !*term) return 0;
  return strcmp(term, "dumb") && strcmp(term, "emacs") && strcmp(term, "unknown");
}

line_editor *line_editor_open(const char *program, const line_editor_callbacks *callbacks) {
  line_editor *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  if (callbacks) editor->ask = *callbacks;
  editor->is_smart = is_smart_terminal();
  editor->prompt = strdup("");
  editor->edit = el_init(program, stdin, stdout, stderr);
  editor->history = history_init();
  if (!editor->prompt || !editor->edit || !editor->history) {
    line_editor_close(editor);
    return NULL;
  }
  EditLine *edit = editor->edit;
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, 10000);
  history(editor->history, &event, H_SETUNIQUE, 1);
  el_set(edit, EL_CLIENTDATA, editor);
  el_set(edit, EL_EDITOR, "emacs");
  el_set(edit, EL_SIGNAL, 0);
  el_set(edit, EL_PROMPT_ESC, prompt, '\1');
  el_set(edit, EL_HIST, history, editor->history);
  el_set(edit, EL_ADDFN, "actadd-complete", "complete by place", complete);
  el_set(edit, EL_ADDFN, "actadd-paste", "insert a bracketed paste", editor_paste);
  el_set(edit, EL_ADDFN, "actadd-right", "go right or take the hint", right);
  el_set(edit, EL_ADDFN, "actadd-end", "go to the end or take the hint", end);
  el_set(edit, EL_ADDFN, "actadd-enter", "run, or go on below", enter);
  el_set(edit, EL_ADDFN, "actadd-newline", "go on below", newline);
  bind_keys(editor);
  refuse_to_shift(edit);
  if (isatty(STDIN_FILENO)) el_set(edit, EL_GETCFN, editor_getc);
  return editor;
}

void line_editor_close(line_editor *editor) {
  if (!editor) return;
  if (editor->history) history_end(editor->history);
  if (editor->edit) el_end(editor->edit);
  free(editor->prompt);
  free(editor);
}

void line_editor_remember(line_editor *editor, const char *entry) {
  HistEvent event;
  history(editor->history, &event, H_ENTER, entry);
}

void line_editor_replace(line_editor *editor, int scalars, const char *text) {
  if (scalars > 0) el_deletestr(editor->edit, scalars);
  if (text && *text) el_insertstr(editor->edit, text);
}

void line_editor_list(line_editor *editor, const char *text) {
  (void)editor;
  fputc('\n', stdout);
  fputs(text, stdout);
  fflush(stdout);
}

enum line_editor_result line_editor_read(line_editor *editor, const char *text, char **line) {
  *line = NULL;
  char *cooked = editor_cook_prompt(text, &editor->prompt_width);
  if (!cooked) return LINE_EDITOR_FAILED;
  free(editor->prompt);
  editor->prompt = cooked;
  signals_reading_begin(editor->is_smart);
  el_resize(editor->edit);
  if (editor->is_smart) fputs("\033[?2004h", stdout);
  fflush(stdout);
  /* Before the prompt is seen: a Ctrl-D typed at a terminal that still collects lines is lost. */
  el_set(editor->edit, EL_PREP_TERM, 1);
  int count = 0;
  const char *typed_line = el_gets(editor->edit, &count);
  /* Inside Ctrl-R an interrupt looks exactly like the end of input: only the flag tells. */
  int was_interrupted = line_editor_interrupted();
  signals_reading_end();
  if (editor->is_smart) fputs("\033[?2004l", stdout);
  if (was_interrupted) {
    fputs("^C\n", stdout);
    fflush(stdout);
    editor_forget_typed(editor);
    return LINE_EDITOR_INTERRUPTED;
  }
  fflush(stdout);
  if (!typed_line || count <= 0) return LINE_EDITOR_END_OF_INPUT;
  size_t length = strlen(typed_line);
  if (length && typed_line[length - 1] == '\n') length--;
  *line = strndup(typed_line, length);
  return *line ? LINE_EDITOR_LINE : LINE_EDITOR_FAILED;
}
