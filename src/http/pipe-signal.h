#ifndef HTTP_PIPE_SIGNAL_H
#define HTTP_PIPE_SIGNAL_H

#include <signal.h>
#include <stdbool.h>

/*
 * Hold SIGPIPE back from this thread. A service that hangs up while OpenSSL
 * writes to it would end the program; ignoring the signal would be seen by
 * other threads, and by a program that wants to die of its own pipe.
 */
struct pipe_signal {
	sigset_t old_mask;
	bool was_pending;
};

void pipe_signal_hold(struct pipe_signal *p);
/* Those that came meanwhile are dropped. */
void pipe_signal_let_go(struct pipe_signal *p);

#endif
