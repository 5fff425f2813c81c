#include "app/library.h"
#include "base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/banned.h"

/* refmend.db in the folder or the nearest above it that has one, or NULL. */
static char *
find_upwards(struct arena *a, const char *folder)
{
	size_t n = strlen(folder);

	for (;;) {
		char *path;

		while (n && folder[n - 1] == '/')
			n--;
		path = arena_printf(a, "%.*s/refmend.db", (int)n, folder);
		if (file_exists(path))
			return path;
		if (!n)
			return NULL;
		while (n && folder[n - 1] != '/')
			n--;
	}
}

static char *
working_folder(struct arena *a)
{
	enum { MAX = 1 << 16 };
	char *buf = NULL, *out = NULL;

	for (size_t room = 256; !out && room <= MAX; room *= 2) {
		buf = arena_alloc(a, room);
		out = getcwd(buf, room);
		if (!out && errno != ERANGE)
			break;
	}
	return out;
}

int
library_locate(char **out, struct arena *a, const char *wanted, struct err *err)
{
	const char *environment = getenv("REFMEND_LIBRARY");
	const char *data = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");
	char *folder;

	if (!wanted && environment && *environment)
		wanted = environment;
	if (wanted) {
		*out = arena_strdup(a, wanted);
		return OK;
	}
	folder = working_folder(a);
	*out = folder ? find_upwards(a, folder) : NULL;
	if (*out)
		return OK;
	/* A relative XDG_DATA_HOME is to be ignored (XDG Base Directory
	 * Specification 0.8). */
	if (data && data[0] == '/')
		*out = arena_printf(a, "%s/refmend/refmend.db", data);
	else if (home && *home)
		*out =
		    arena_printf(a, "%s/.local/share/refmend/refmend.db", home);
	return *out ? OK
		    : err_set(err, ERR_USAGE,
			  "no place for a library: use --library FILE");
}
