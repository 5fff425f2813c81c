#include "app/paths.h"
#include "base/file.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/banned.h"

static char *
xdg(struct arena *a, const char *variable, const char *under_home,
    const char *file)
{
	const char *folder = getenv(variable);

	if (folder && folder[0] == '/')
		return arena_printf(a, "%s/refmend/%s", folder, file);
	folder = getenv("HOME");
	if (!folder || folder[0] != '/')
		return NULL;
	return arena_printf(a, "%s/%s/refmend/%s", folder, under_home, file);
}

char *
paths_config(struct arena *a)
{
	return xdg(a, "XDG_CONFIG_HOME", ".config", "config.ini");
}

char *
paths_data(struct arena *a)
{
	return xdg(a, "XDG_DATA_HOME", ".local/share", "refmend.db");
}

char *
paths_cache(struct arena *a)
{
	return xdg(a, "XDG_CACHE_HOME", ".cache", "cache.db");
}

char *
paths_styles(struct arena *a)
{
	return xdg(a, "XDG_DATA_HOME", ".local/share", "styles");
}

char *
paths_locales(struct arena *a)
{
	return xdg(a, "XDG_DATA_HOME", ".local/share", "locales");
}

char *
paths_find_upwards(struct arena *a, const char *name)
{
	char *here = getcwd(NULL, 0), *found = NULL;
	size_t len;

	if (!here)
		return NULL;
	for (len = strlen(here); !found; len--) {
		char *path;

		while (len > 0 && here[len - 1] == '/')
			len--;
		path = arena_printf(a, "%.*s/%s", (int)len, here, name);
		if (file_exists(path))
			found = path;
		while (len > 0 && here[len - 1] != '/')
			len--;
		if (!len)
			break;
	}
	free(here);
	return found;
}
