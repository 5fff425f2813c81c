#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

int
err_set(struct err *err, enum err_code code, const char *fmt, ...)
{
	va_list ap;

	if (err && !err->text[0]) {
		va_start(ap, fmt);
		(void)vsnprintf(err->text, sizeof(err->text), fmt, ap);
		va_end(ap);
	}
	return code;
}

int
err_context(struct err *err, enum err_code code, const char *context)
{
	char old[sizeof(err->text)];

	if (err) {
		memcpy(old, err->text, sizeof(old));
		(void)snprintf(err->text, sizeof(err->text), "%.80s: %.170s",
		    context, old);
	}
	return code;
}

void
die_oom(size_t size)
{
	fprintf(stderr, "refmend: out of memory (%zu bytes)\n", size);
	exit(70);
}

void
die_bug(const char *what)
{
	fprintf(stderr, "refmend: bug: %s\n", what);
	abort();
}
