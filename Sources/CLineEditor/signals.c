#include "editor.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <termios.h>
#include <time.h>

/* Handlers set a flag and write the signal's number into a pipe that the reader polls along with the
   keyboard: libedit's own handling (EL_SIGNAL) sends every signal on to the whole process group. */
static volatile sig_atomic_t interrupted;
static volatile sig_atomic_t continuations;
static volatile sig_atomic_t is_reading, is_bracketing, is_quiet;
static volatile long long interrupted_at;
static void (*raise_interrupt)(void);
static int pipe_ends[2] = {-1, -1};
static struct termios original, quiet;
static int has_original;

static void tell_reader(int signal) {
  unsigned char byte = (unsigned char)signal;
  if (is_reading && pipe_ends[1] >= 0) {
    ssize_t ignored = write(pipe_ends[1], &byte, 1);
    (void)ignored;
  }
}

static void restore_terminal(void) {
  if (is_bracketing) {
    ssize_t ignored = write(STDOUT_FILENO, "\033[?2004l", 8);
    (void)ignored;
  }
  if (has_original && (is_reading || is_quiet)) tcsetattr(STDIN_FILENO, TCSANOW, &original);
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void on_interrupt(int signal) {
  int saved = errno;
  /* Work that has not heeded the flag for two seconds never will; a quick second press is a habit. */
  if (interrupted && !is_reading) {
    if (now() - interrupted_at > 2000) {
      restore_terminal();
      _exit(130);
    }
  } else {
    interrupted_at = now();
  }
  interrupted = 1;
  if (raise_interrupt) raise_interrupt();
  tell_reader(signal);
  errno = saved;
}

static void on_resize(int signal) {
  int saved = errno;
  tell_reader(signal);
  errno = saved;
}

static void on_stop(int signal) {
  int saved = errno;
  tell_reader(signal);
  errno = saved;
}

static void on_continue(int signal) {
  int saved = errno;
  continuations++;
  if (is_quiet && !is_reading) tcsetattr(STDIN_FILENO, TCSANOW, &quiet);
  tell_reader(signal);
  errno = saved;
}

static void on_end(int number) {
  restore_terminal();
  signal(number, SIG_DFL);
  raise(number);
}

static void handle(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

void line_editor_signals_install(int is_interactive, void (*raise)(void)) {
  raise_interrupt = raise;
  handle(SIGINT, on_interrupt);
  if (!is_interactive) return;
  if (pipe_ends[0] < 0 && pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return;
  has_original = tcgetattr(STDIN_FILENO, &original) == 0;
  handle(SIGCONT, on_continue);
  handle(SIGTERM, on_end);
  handle(SIGHUP, on_end);
  /* Swift's runtime would open its crash reporter on the terminal. */
  handle(SIGQUIT, SIG_IGN);
  atexit(restore_terminal);
}

int line_editor_interrupted(void) { return interrupted; }
void line_editor_interrupt_clear(void) { interrupted = 0; }
unsigned line_editor_continuations(void) { return (unsigned)continuations; }
int signals_descriptor(void) { return pipe_ends[0]; }

/* Outside of reading, SIGTSTP and SIGWINCH keep their default actions. */
void signals_reading_begin(int is_smart) {
  unsigned char stale[64];
  while (pipe_ends[0] >= 0 && read(pipe_ends[0], stale, sizeof stale) > 0) {
  }
  interrupted = 0;
  is_bracketing = is_smart;
  is_reading = 1;
  handle(SIGWINCH, on_resize);
  handle(SIGTSTP, on_stop);
}

void signals_reading_end(void) {
  handle(SIGWINCH, SIG_DFL);
  handle(SIGTSTP, SIG_DFL);
  is_reading = 0;
  is_bracketing = 0;
}

void signals_stop(void) {
  handle(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
  handle(SIGTSTP, on_stop);
}

void signals_keep_quiet(int on) {
  if (on) tcgetattr(STDIN_FILENO, &quiet);
  is_quiet = on;
}
