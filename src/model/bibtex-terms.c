/* Words of biblatex's own that stand in fields. */

#include "base/text.h"
#include "model/bibtex.h"
#include "model/identifier.h"

#include <stdlib.h>

#include "base/banned.h"

bool
bibtex_type(enum work_type *out, struct span entry_type)
{
	static const struct {
		const char *name;
		enum work_type type;
	} types[] = {
#define X(name, csl) { name, WORK_TYPE_##csl },
#include "model/bibtex-types.def"
#undef X
	};

	*out = WORK_TYPE_NONE;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (!text_eq_nocase(entry_type, types[i].name))
			continue;
		*out = types[i].type;
		return true;
	}
	return false;
}

bool
bibtex_role(enum work_name_field *out, struct span editortype)
{
	static const struct {
		const char *type;
		enum work_name_field role;
	} roles[] = {
#define X(type, member) { type, WORK_##member },
#include "model/bibtex-roles.def"
#undef X
	};

	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		if (!text_eq_nocase(editortype, roles[i].type))
			continue;
		*out = roles[i].role;
		return true;
	}
	return false;
}

static const struct {
	const char *entry_type, *subtype;
	enum work_type type;
} subtypes[] = {
#define X(entry_type, subtype, csl) { entry_type, subtype, WORK_TYPE_##csl },
#include "model/bibtex-subtypes.def"
#undef X
};

enum { SUBTYPES = sizeof(subtypes) / sizeof(subtypes[0]) };

enum work_type
bibtex_subtype(struct span entry_type, struct span subtype)
{
	for (size_t i = 0; i < SUBTYPES; i++)
		if (text_eq_nocase(entry_type, subtypes[i].entry_type) &&
		    text_eq_nocase(subtype, subtypes[i].subtype))
			return subtypes[i].type;
	return WORK_TYPE_NONE;
}

bool
bibtex_has_subtype(const char *entry_type, enum work_type type)
{
	for (size_t i = 0; i < SUBTYPES; i++)
		if (!strcmp(entry_type, subtypes[i].entry_type) &&
		    subtypes[i].type == type)
			return true;
	return false;
}

const char *
bibtex_string(const char *field, struct span key)
{
	static const struct {
		const char *field, *key, *text;
	} strings[] = {
#define X(field, key, text) { field, key, text },
#include "model/bibtex-strings.def"
#undef X
	};

	char first = key.len ? text_ascii_lower(key.ptr[0]) : '\0';

	/* as long as the shortest and the longest of them */
	if (key.len < 6 || key.len > 13)
		return NULL;
	if (!strcmp(field, "address"))
		field = "location";
	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++)
		if (strings[i].key[0] == first &&
		    !strcmp(field, strings[i].field) &&
		    text_eq_nocase(key, strings[i].key))
			return strings[i].text;
	return NULL;
}

/* "countryfr and countryuk": keys alone. */
static const char *
countries(struct arena *a, struct span value)
{
	const char *all = NULL;

	while (value.len) {
		const char *end = memmem(value.ptr, value.len, " and ", 5);
		size_t n = end ? (size_t)(end - value.ptr) : value.len;
		const char *one =
		    bibtex_string("location", text_trim(span_sub(value, 0, n)));

		if (!one)
			return NULL;
		all = all ? arena_printf(a, "%s; %s", all, one) : one;
		value = span_skip(value, end ? n + 5 : n);
	}
	return all;
}

const char *
bibtex_printed(struct arena *a, const char *field, struct span value)
{
	static const char *const endings[] = { "th", "st", "nd", "rd" };

	if (!strcmp(field, "series") && value.len <= 2) {
		int n = bibtex_ordinal(value);
		int last = n > 10 && n < 20 ? 0 : n % 10;

		return n ? arena_printf(a, "%d%s series", n,
			       endings[last < 4 ? last : 0])
			 : NULL;
	}
	if (value.len > 13)
		return text_starts_nocase(value, "country")
			   ? countries(a, value)
			   : NULL;
	return bibtex_string(field, value);
}

const char *
bibtex_issn(struct arena *a, struct span value)
{
	enum { MOST = 8 };
	const char *all = NULL;

	for (unsigned found = 0; value.len && found < MOST;) {
		size_t n = 0;
		char *one;

		while (
		    n < value.len && !strchr(",;/ (){}~\t\r\n", value.ptr[n]))
			n++;
		one = n ? issn_normal(a, span_sub(value, 0, n)) : NULL;
		value = span_skip(value, n + 1);
		if (!one || (all && strstr(all, one)))
			continue;
		all = all ? arena_printf(a, "%s, %s", all, one) : one;
		found++;
	}
	return all;
}

/* What biblatex has for pages (manual, 3.15.2 and 4.6.4): a prefix that styles print by
 * themselves, and the words of its English localisation. */
static const struct {
	const char *name, *text;
} page_commands[] = { { "psqq", " sqq." }, { "psq", " sq." }, { "ppno", "" },
	{ "pno", "" }, { "pnfmt", "" }, { "nopp", "" }, { "nopno", "" } };

enum { PAGE_COMMANDS = sizeof(page_commands) / sizeof(page_commands[0]) };

/* The command of that name, or PAGE_COMMANDS. */
static size_t
page_command(struct span name)
{
	size_t i = 0;

	while (
	    i < PAGE_COMMANDS && !span_eq(name, span_of(page_commands[i].name)))
		i++;
	return i;
}

struct span
bibtex_pages(struct arena *a, struct span value)
{
	struct sbuf sb = SBUF_INIT;
	struct span out;

	if (!value.len || !memchr(value.ptr, '\\', value.len))
		return value;
	for (size_t i = 0; i < value.len;) {
		size_t n = 1, command;

		while (value.ptr[i] == '\\' && i + n < value.len &&
		       text_ascii_lower(value.ptr[i + n]) >= 'a' &&
		       text_ascii_lower(value.ptr[i + n]) <= 'z')
			n++;
		command = n > 1 ? page_command(span_sub(value, i + 1, i + n))
				: PAGE_COMMANDS;
		if (command == PAGE_COMMANDS) {
			/* "\\" and "\%" are no beginning of another one */
			n +=
			    n == 1 && value.ptr[i] == '\\' && i + 1 < value.len;
			sbuf_add(&sb, span_sub(value, i, i + n));
			i += n;
			continue;
		}
		while (sb.len &&
		       (sb.buf[sb.len - 1] == ' ' || sb.buf[sb.len - 1] == '~'))
			sb.len--;
		sbuf_add(&sb, span_of(page_commands[command].text));
		for (i += n; i < value.len &&
			     (value.ptr[i] == ' ' || value.ptr[i] == '~');)
			i++;
	}
	out = (struct span){
		arena_strdup_span(a, (struct span){ sb.buf, sb.len }), sb.len
	};
	sbuf_release(&sb);
	return out;
}

bool
bibtex_is_repeated(const char *name)
{
	static const char *const names[] = { "doi", "isbn", "issn", "url" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

bool
bibtex_is_legal(enum work_type t)
{
	return t == WORK_TYPE_BILL || t == WORK_TYPE_HEARING ||
	       t == WORK_TYPE_LEGAL_CASE || t == WORK_TYPE_LEGISLATION ||
	       t == WORK_TYPE_PATENT || t == WORK_TYPE_REGULATION;
}

const char *
bibtex_with_addendum(struct arena *a, const char *note, const char *addendum)
{
	size_t len = note ? strlen(note) : 0;

	if (!len)
		return addendum;
	return arena_printf(a, "%s%s %s", note,
	    strchr("!?.,:;", note[len - 1]) ? "" : ".", addendum);
}

int
bibtex_ordinal(struct span word)
{
	static const char *const endings[] = { "", "st", "nd", "rd", "th" };
	size_t digits = 0;

	while (digits < word.len && word.ptr[digits] >= '0' &&
	       word.ptr[digits] <= '9')
		digits++;
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (digits && digits <= 2 &&
		    text_eq_nocase(span_skip(word, digits), endings[i]))
			return (int)strtol(word.ptr, NULL, 10);
	return 0;
}

const char *
bibtex_edition(struct arena *a, const char *text)
{
	int n = bibtex_ordinal(span_of(text));

	return n ? arena_printf(a, "%d", n) : text;
}
