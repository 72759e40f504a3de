/* A line editor over libedit's native interface, shaped for Swift: no variadic functions, no macros,
   only function pointers and strings from malloc. One editor a process, on stdin and stdout. */
#ifndef C_LINE_EDITOR_H
#define C_LINE_EDITOR_H

#include <stddef.h>
#include <stdint.h>

typedef struct line_editor line_editor;

enum line_editor_result {
  LINE_EDITOR_LINE = 0,
  LINE_EDITOR_END_OF_INPUT = 1,
  LINE_EDITOR_INTERRUPTED = 2,
  LINE_EDITOR_FAILED = 3
};

/* What the editor asks while a line is typed. Lines are UTF-8, cursors are byte offsets, strings
   given back come from malloc and are freed by the editor; NULL means nothing to say. */
typedef struct {
  void *context;
  /* Tab: may call line_editor_replace and line_editor_list. */
  void (*complete)(void *context, line_editor *, const char *line, size_t cursor);
  /* The same characters with SGR sequences between them. */
  char *(*highlight)(void *context, const char *line);
  /* Text shown dim after the end of the line; Right takes it over, unless it only explains. */
  char *(*hint)(void *context, const char *line, int *explains);
  /* Enter: whether the line is whole, or goes on below. */
  int (*is_complete)(void *context, const char *line);
} line_editor_callbacks;

/* An editor, or NULL. `program` is the name by which .editrc lines may be limited to it. */
line_editor *line_editor_open(const char *program, const line_editor_callbacks *callbacks);
void line_editor_close(line_editor *);

/* Keys of vi instead of emacs, or back. */
void line_editor_use_vi(line_editor *, int vi);
/* Reads $EDITRC or ~/.editrc; its bindings win. */
void line_editor_source(line_editor *);

/* Reads one line; `prompt` may hold SGR sequences and ends in a blank. The line, from malloc, has no
   newline at its end. */
enum line_editor_result line_editor_read(line_editor *, const char *prompt, char **line);
void line_editor_remember(line_editor *, const char *entry);

/* For `complete`: takes so many scalars before the cursor away and inserts text there. */
void line_editor_replace(line_editor *, int scalars, const char *text);
/* For `complete`: prints lines below; the prompt is drawn again after them. */
void line_editor_list(line_editor *, const char *text);

/* Between lines: typed keys stay unseen, and wait for the next prompt; Ctrl-C is still a signal. */
void line_editor_quiet_begin(void);
void line_editor_quiet_end(void);

/* Keys one by one, unechoed, until released; Ctrl-C is a key then. */
void line_editor_keys_begin(line_editor *);
void line_editor_keys_end(line_editor *);
/* The next byte, or -1 if none comes within so many milliseconds (negative: for ever), -2 at the end
   of input. `editor` may be NULL. */
int line_editor_key(line_editor *editor, int milliseconds);

/* Signals. `raise`, which may be NULL, is called from the handler of SIGINT: it may only store. */
void line_editor_signals_install(int is_interactive, void (*raise)(void));
int line_editor_interrupted(void);
void line_editor_interrupt_clear(void);
/* How often the process has come back from being stopped: what was on the screen has scrolled. */
unsigned line_editor_continuations(void);

/* The terminal. */
void line_editor_locale_init(void);
int line_editor_is_terminal(int descriptor);
int line_editor_columns(int descriptor);
int line_editor_rows(int descriptor);
/* Gives the standard descriptors that are closed a place where reading and writing fails: a file that
   is opened later would take their numbers. */
void line_editor_fill_descriptors(void);
/* What can be read by now, at least a byte; 0 at the end, -1 when interrupted. */
long line_editor_receive(int descriptor, void *bytes, size_t room);
/* Writes all of it; 0, or errno. */
int line_editor_write(int descriptor, const void *bytes, size_t count);

/* Feeds a shell command and waits for its end; its exit status, or -1. A reader who leaves early is no
   error. */
int line_editor_feed(const char *command, const void *bytes, size_t count);

/* Opens for appending, 0600; a descriptor or -1. */
int line_editor_open_append(const char *path);
int line_editor_close_descriptor(int descriptor);

#endif
