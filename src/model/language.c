#include "model/language.h"
#include "base/text.h"

#include <stdlib.h>
#include <unicode/uloc.h>

#include "base/banned.h"

static const struct language {
	const char *name, *tag;
	int written;
} languages[] = {
#define X(name, tag, written) { name, tag, written },
#include "model/languages.def"
#undef X
};

enum { LANGUAGES = sizeof(languages) / sizeof(languages[0]) };

static int
compare(const void *key, const void *row)
{
	return strcmp(key, ((const struct language *)row)->name);
}

/* "eng" of ISO 639-2 is "en"; what is no such code stays as it is. */
static const char *
short_tag(struct arena *a, struct span name)
{
	const char *text = arena_strdup_span(a, name);
	UErrorCode status = U_ZERO_ERROR;
	char tag[ULOC_LANG_CAPACITY];

	if (name.len != 3)
		return text;
	for (size_t i = 0; i < name.len; i++)
		if (!text_is_letter((unsigned char)text[i]))
			return text;
	(void)uloc_toLanguageTag(text, tag, sizeof(tag), true, &status);
	return !U_FAILURE(status) && strlen(tag) == 2 ? arena_strdup(a, tag)
						      : text;
}

const char *
language_tag(struct arena *a, struct span name)
{
	/* Folded: "Français", "español". */
	const char *folded = text_fold(a, name);
	const struct language *found = bsearch(
	    folded, languages, LANGUAGES, sizeof(languages[0]), compare);

	return found ? found->tag : short_tag(a, name);
}

/* By its form (RFC 5646, 2.1): a language of two or three letters, then subtags. */
static bool
is_tag(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz");

	if (n < 2 || n > 3)
		return false;
	while (s[n] == '-') {
		size_t from = ++n;

		while (s[n] && s[n] != '-' &&
		       (text_is_letter((unsigned char)s[n]) ||
			   text_is_digit((unsigned char)s[n])))
			n++;
		if (n == from || n > from + 8)
			return false;
	}
	return !s[n];
}

/* Where ISO 639-2 has one code for terminology and another for catalogues. */
static const char *const codes[][2] = { { "sqi", "alb" }, { "hye", "arm" },
	{ "eus", "baq" }, { "mya", "bur" }, { "zho", "chi" }, { "ces", "cze" },
	{ "nld", "dut" }, { "fra", "fre" }, { "kat", "geo" }, { "deu", "ger" },
	{ "ell", "gre" }, { "isl", "ice" }, { "mkd", "mac" }, { "mri", "mao" },
	{ "msa", "may" }, { "fas", "per" }, { "ron", "rum" }, { "slk", "slo" },
	{ "bod", "tib" }, { "cym", "wel" } };

enum { CODES = sizeof(codes) / sizeof(codes[0]) };

const char *
language_code(struct arena *a, const char *language)
{
	struct span said = text_trim(span_of(language));
	const char *tag = language_tag(a, said);

	for (size_t i = 0; i < CODES; i++)
		if (!strcmp(tag, codes[i][1]))
			tag = language_tag(a, span_of(codes[i][0]));

	if (!is_tag(tag))
		return NULL;
	/* A name is babel's for one country's, which others do not mean by it. */
	return span_eq(said, span_of(tag))
		   ? tag
		   : arena_strdup_span(
			 a, (struct span){ tag, strcspn(tag, "-") });
}

const char *
language_marc(struct arena *a, const char *language)
{
	const char *tag = language_code(a, language), *code;

	code = tag ? uloc_getISO3Language(tag) : "";
	for (size_t i = 0; i < CODES; i++)
		if (!strcmp(code, codes[i][0]))
			return codes[i][1];
	return *code ? code : NULL;
}

const char *
language_babel(const char *tag)
{
	size_t len = strcspn(tag, "-");

	/* "en": of no country */
	for (size_t i = 0; !tag[len] && i < LANGUAGES; i++)
		if (languages[i].written & 2 &&
		    !strncmp(languages[i].tag, tag, len) &&
		    languages[i].tag[len] == '-')
			return languages[i].name;
	for (int whole = 1; whole >= 0; whole--)
		for (size_t i = 0; i < LANGUAGES; i++) {
			const char *own = languages[i].tag;

			if (languages[i].written & 1 &&
			    (whole ? !strcmp(own, tag)
				   : !strncmp(own, tag, len) &&
					 (own[len] == '-' || !own[len])))
				return languages[i].name;
		}
	return NULL;
}
