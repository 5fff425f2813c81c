/* UTF-8 in another encoding, for what is written into a file that has it. */

#include "base/sbuf.h"
#include "base/text.h"
#include "model/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/utrans.h>

#include "base/banned.h"

static int
windows_1252_byte(uint32_t c)
{
	if (c < 0x80 || (c >= 0xa0 && c <= 0xff))
		return (int)c;
	for (int i = 0; i < 32; i++)
		if (encoding_windows_1252[i] == c)
			return 0x80 + i;
	return -1;
}

static int
encode_utf16(struct sbuf *sb, struct span utf8, bool little)
{
	for (size_t at = 0; at < utf8.len;) {
		uint32_t c = text_next(utf8, &at);
		uint32_t units[2] = { c, 0 };
		int n = 1;

		if (c > 0xffff) {
			units[0] = 0xd800 + ((c - 0x10000) >> 10);
			units[1] = 0xdc00 + ((c - 0x10000) & 0x3ff);
			n = 2;
		}
		for (int i = 0; i < n; i++) {
			char high = (char)(units[i] >> 8);
			char low = (char)(units[i] & 0xff);

			sbuf_addc(sb, little ? low : high);
			sbuf_addc(sb, little ? high : low);
		}
	}
	return OK;
}

/*
 * An ASCII look-alike: compatibility forms and marks taken off, then ICU's
 * Latin-ASCII. What is not Latin has none.
 */
static int
add_lookalike(struct sbuf *sb, UTransliterator **ascii, uint32_t c)
{
	static const char rule[] = "NFKD; [:Mn:] Remove; Latin-ASCII";
	UErrorCode code = U_ZERO_ERROR;
	UChar id[sizeof(rule)], units[64];
	int32_t len = 0, limit;
	UBool failed = 0;

	if (!*ascii) {
		u_uastrcpy(id, rule);
		*ascii =
		    utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
		if (U_FAILURE(code))
			die_bug("ICU has no Latin-ASCII");
	}
	U16_APPEND(units, len, 64, (UChar32)c, failed);
	if (failed)
		return -1;
	limit = len;
	utrans_transUChars(*ascii, units, &len, 64, 0, &limit, &code);
	if (U_FAILURE(code))
		return -1;
	for (int32_t i = 0; i < len; i++)
		if (units[i] >= 0x80)
			return -1;
	for (int32_t i = 0; i < len; i++)
		sbuf_addc(sb, (char)units[i]);
	return OK;
}

static int
encode_windows_1252(struct sbuf *sb, struct span utf8, struct err *err)
{
	UTransliterator *ascii = NULL;
	int rc = OK;

	for (size_t at = 0; at < utf8.len && !rc;) {
		size_t from = at;
		uint32_t c = text_next(utf8, &at);
		int byte = windows_1252_byte(c);

		if (byte >= 0)
			sbuf_addc(sb, (char)byte);
		else if (add_lookalike(sb, &ascii, c))
			rc = err_set(err, ERR_SYNTAX,
			    "Windows-1252 has no \"%.*s\" (U+%04X); save the "
			    "document as UTF-8 to use it",
			    (int)(at - from), utf8.ptr + from, (unsigned)c);
	}
	if (ascii)
		utrans_close(ascii);
	return rc;
}

/* Can a character be written without what was before it? Not in those that shift, and
 * what needs a mark at the start is none to write a piece in. */
static bool
has_no_state(const UConverter *c)
{
	UConverterType type = ucnv_getType(c);

	return type == UCNV_SBCS || type == UCNV_MBCS || type == UCNV_LATIN_1;
}

/* A character in that encoding; false, and nothing: it has none. */
static bool
add_named(struct sbuf *sb, UConverter *named, uint32_t c)
{
	UErrorCode code = U_ZERO_ERROR;
	UChar units[2];
	char coded[8];
	int32_t n = 0, len;

	U16_APPEND_UNSAFE(units, n, (UChar32)c);
	ucnv_resetFromUnicode(named);
	len = ucnv_fromUChars(
	    named, coded, (int32_t)sizeof(coded), units, n, &code);
	if (U_SUCCESS(code))
		sbuf_add(sb, (struct span){ coded, (size_t)len });
	return U_SUCCESS(code);
}

/* All of them, or none. */
static bool
add_all_named(
    struct sbuf *sb, UConverter *named, struct span utf8, struct sbuf *scratch)
{
	bool all = true;

	sbuf_reset(scratch);
	for (size_t at = 0; all && at < utf8.len;)
		all = add_named(scratch, named, text_next(utf8, &at));
	if (all)
		sbuf_add(sb, (struct span){ scratch->buf, scratch->len });
	return all;
}

static int
add_named_lookalike(struct sbuf *sb, UConverter *named, UTransliterator **ascii,
    struct span utf8, const char *name, struct err *err)
{
	for (size_t at = 0; at < utf8.len;) {
		size_t from = at;
		uint32_t c = text_next(utf8, &at);

		if (!add_named(sb, named, c) && add_lookalike(sb, ascii, c))
			return err_set(err, ERR_SYNTAX,
			    "%s has no \"%.*s\" (U+%04X); save the document as "
			    "UTF-8 to use it",
			    name, (int)(at - from), utf8.ptr + from,
			    (unsigned)c);
	}
	return OK;
}

/* Letters with their marks as they are, since windows-1258 has marks of its own; or
 * composed. */
static int
encode_named(struct sbuf *sb, struct arena *a, struct span utf8,
    const char *name, struct err *err)
{
	UErrorCode code = U_ZERO_ERROR;
	UConverter *named = ucnv_open(name, &code);
	UTransliterator *ascii = NULL;
	struct sbuf scratch = SBUF_INIT;
	int rc = OK;

	if (U_FAILURE(code))
		die_bug("ICU has no longer a converter");
	if (!has_no_state(named))
		rc = err_set(err, ERR_SYNTAX,
		    "nothing is written in %s: save the document as UTF-8 "
		    "first",
		    name);
	ucnv_setFromUCallBack(
	    named, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &code);
	for (size_t at = 0; at < utf8.len && !rc;) {
		size_t from = at, end;
		struct span letter;

		(void)text_next(utf8, &at);
		for (end = at; end < utf8.len; at = end)
			if (!text_is_mark(text_next(utf8, &end)))
				break;
		letter = span_sub(utf8, from, at);
		if (add_all_named(sb, named, letter, &scratch))
			continue;
		letter = span_of(text_nfc(a, letter));
		rc = add_named_lookalike(sb, named, &ascii, letter, name, err);
	}
	if (ascii)
		utrans_close(ascii);
	sbuf_release(&scratch);
	ucnv_close(named);
	return rc;
}

int
encoding_encode(struct span *out, struct arena *a, struct span utf8,
    enum document_encoding encoding, const char *name, struct err *err)
{
	struct sbuf sb = SBUF_INIT;
	int rc = OK;

	switch (encoding) {
	case ENCODING_UTF8: sbuf_add(&sb, utf8); break;
	case ENCODING_UTF16LE: rc = encode_utf16(&sb, utf8, true); break;
	case ENCODING_UTF16BE: rc = encode_utf16(&sb, utf8, false); break;
	case ENCODING_WINDOWS_1252:
		/* Composed first: most letters with marks have a byte. */
		utf8 = span_of(text_nfc(a, utf8));
		rc = encode_windows_1252(&sb, utf8, err);
		break;
	case ENCODING_GB18030:
		rc = encode_named(&sb, a, utf8, "gb18030", err);
		break;
	case ENCODING_NAMED: rc = encode_named(&sb, a, utf8, name, err); break;
	}
	if (!rc && sb.full)
		rc = err_set(err, ERR_LIMIT, "text is too long");
	if (!rc) {
		out->ptr =
		    arena_strdup_span(a, (struct span){ sb.buf, sb.len });
		out->len = sb.len;
	}
	sbuf_release(&sb);
	return rc;
}
