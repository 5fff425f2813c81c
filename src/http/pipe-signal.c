#include "http/pipe-signal.h"
#include "base/err.h"

#include <time.h>

#include "base/banned.h"

static bool
pending(void)
{
	sigset_t set;

	return !sigpending(&set) && sigismember(&set, SIGPIPE) == 1;
}

void
pipe_signal_hold(struct pipe_signal *p)
{
	sigset_t set;

	p->was_pending = pending();
	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	if (pthread_sigmask(SIG_BLOCK, &set, &p->old_mask))
		die_bug("SIGPIPE cannot be held");
}

void
pipe_signal_let_go(struct pipe_signal *p)
{
	const struct timespec at_once = { 0, 0 };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	while (!p->was_pending && pending())
		if (sigtimedwait(&set, NULL, &at_once) < 0)
			break;
	if (pthread_sigmask(SIG_SETMASK, &p->old_mask, NULL))
		die_bug("SIGPIPE cannot be let go");
}
