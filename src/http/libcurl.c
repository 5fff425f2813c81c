#include "http/libcurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/banned.h"

/* The interface has had this number since 7.16.0 of 2006; macOS has it as a suffix of
 * another kind. */
#ifdef __APPLE__
static const char file_name[] = "libcurl.4.dylib";
#else
static const char file_name[] = "libcurl.so.4";
#endif

static struct libcurl functions;
static bool complete;
static char why[256]; /* it is not */

/* POSIX wants a function's address taken from dlsym() this way: C has no conversion. */
static bool
find(void *library, const char *name, void *function)
{
	void *address = dlsym(library, name);

	memcpy(function, &address, sizeof(address));
	if (!address)
		(void)snprintf(why, sizeof(why), "%s: no %s", file_name, name);
	return address != NULL;
}

static void
load(void)
{
	void *library = dlopen(file_name, RTLD_NOW | RTLD_LOCAL);

	if (!library) {
		const char *said = dlerror();

		(void)snprintf(why, sizeof(why), "%s", said ? said : file_name);
		return;
	}
	complete = true;
#define LIBCURL_FUNCTION(type, name, parameters) \
	complete = find(library, "curl_" #name, &functions.name) && complete;
#include "http/libcurl.def"
#undef LIBCURL_FUNCTION
}

const struct libcurl *
libcurl(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	(void)pthread_once(&once, load);
	return complete ? &functions : NULL;
}

int
libcurl_missing(struct err *err)
{
	return err_set(err, ERR_IO,
	    "libcurl, which services are asked with, cannot be loaded (%s); "
	    "install it, or use --offline",
	    why);
}
