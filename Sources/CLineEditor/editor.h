#ifndef LINE_EDITOR_PRIVATE_H
#define LINE_EDITOR_PRIVATE_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CLineEditor.h"
#include <histedit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

struct line_editor {
  EditLine *edit;
  History *history;
  line_editor_callbacks ask;
  char *prompt;
  int prompt_width;
  int is_smart;          /* the terminal understands escape sequences */
  int is_vi;
  int is_pasting;
  int has_hint;          /* a dim hint stands after the line */
  unsigned char bytes[4096];
  size_t byte_count, byte_index;
};

line_editor *editor_of(EditLine *);

/* painting.c */
void editor_paint(line_editor *);
void editor_unpaint(line_editor *);
void editor_clear_rows(line_editor *);
void editor_leave_line(line_editor *);
char *editor_cook_prompt(const char *text, int *width);

/* reading.c */
int editor_getc(EditLine *, wchar_t *);
unsigned char editor_paste(EditLine *, int);
void editor_forget_typed(line_editor *);

/* signals.c */
int signals_descriptor(void);
void signals_reading_begin(int is_smart);
void signals_reading_end(void);
void signals_stop(void);
void signals_keep_quiet(int is_quiet);

#endif
