#include "editor.h"
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>

/* Without a UTF-8 locale libedit drops every other byte without a word. Only LC_CTYPE: a decimal comma
   would reach the parsing of numbers. */
void line_editor_locale_init(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

int line_editor_is_terminal(int descriptor) { return isatty(descriptor); }

int line_editor_columns(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int line_editor_rows(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

void line_editor_fill_descriptors(void) {
  for (int number = STDIN_FILENO; number <= STDERR_FILENO; number++) {
    if (fcntl(number, F_GETFD) >= 0 || errno != EBADF) continue;
    int filled = open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    if (filled >= 0 && filled != number) {
      dup2(filled, number);
      close(filled);
    }
  }
}

long line_editor_receive(int descriptor, void *bytes, size_t room) {
  for (;;) {
    if (line_editor_interrupted()) return -1;
    /* Woken now and then: a signal between the look at the flag and the wait would be missed. */
    struct pollfd wait = {descriptor, POLLIN, 0};
    if (poll(&wait, 1, 200) <= 0) continue;
    ssize_t count = read(descriptor, bytes, room);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    return count > 0 ? (long)count : 0;
  }
}

int line_editor_write(int descriptor, const void *bytes, size_t count) {
  const char *next = bytes;
  while (count > 0) {
    ssize_t written = write(descriptor, next, count);
    if (written < 0) {
      if (errno == EINTR) continue;
      if (errno == EAGAIN) {
        struct pollfd wait = {descriptor, POLLOUT, 0};
        poll(&wait, 1, -1);
        continue;
      }
      return errno;
    }
    next += written;
    count -= (size_t)written;
  }
  return 0;
}

int line_editor_feed(const char *command, const void *bytes, size_t count) {
  void (*before)(int) = signal(SIGPIPE, SIG_IGN);
  FILE *reader = popen(command, "we");
  int status = -1;
  if (reader) {
    fwrite(bytes, 1, count, reader);
    status = pclose(reader);
  }
  signal(SIGPIPE, before == SIG_ERR ? SIG_DFL : before);
  return status == -1 || !WIFEXITED(status) ? -1 : WEXITSTATUS(status);
}

int line_editor_open_append(const char *path) {
  return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

int line_editor_close_descriptor(int descriptor) { return close(descriptor); }

static struct termios before_quiet, before_keys;
static int is_quiet, has_keys;

void line_editor_quiet_begin(void) {
  if (is_quiet || !isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &before_quiet) != 0) return;
  struct termios quiet = before_quiet;
  quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
  is_quiet = tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet) == 0;
  signals_keep_quiet(is_quiet);
}

void line_editor_quiet_end(void) {
  if (!is_quiet) return;
  signals_keep_quiet(0);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &before_quiet);
  is_quiet = 0;
}

void line_editor_keys_begin(line_editor *editor) {
  (void)editor;
  if (has_keys || tcgetattr(STDIN_FILENO, &before_keys) != 0) return;
  struct termios keys = before_keys;
  keys.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
  keys.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IXON);
  keys.c_cc[VMIN] = 1;
  keys.c_cc[VTIME] = 0;
  has_keys = tcsetattr(STDIN_FILENO, TCSADRAIN, &keys) == 0;
  signals_keep_quiet(has_keys);
}

void line_editor_keys_end(line_editor *editor) {
  (void)editor;
  if (!has_keys) return;
  signals_keep_quiet(0);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &before_keys);
  has_keys = 0;
}

int line_editor_key(line_editor *editor, int milliseconds) {
  if (editor && editor->byte_index < editor->byte_count) return editor->bytes[editor->byte_index++];
  for (;;) {
    struct pollfd wait = {STDIN_FILENO, POLLIN, 0};
    int ready = poll(&wait, 1, milliseconds);
    if (ready == 0) return -1;
    if (ready < 0) {
      if (errno == EINTR) return -1;
      return -2;
    }
    unsigned char byte;
    ssize_t count = read(STDIN_FILENO, &byte, 1);
    if (count == 1) return byte;
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    return -2;
  }
}
