/* Would an item lose what it says besides the work, were it written anew? */

#include "app/restyle-loss.h"
#include "base/text.h"
#include "write/write.h"

#include "base/banned.h"

enum {
	SHORT = 4,    /* letters: of what is shorter, little is lost */
	ENOUGH = 3,   /* words that are nobody's */
	PUBLISHER = 6 /* words: what is longer is no publisher */
};

/* Words that lists have between the fields, folded. */
static const char *const usual[] = { "accessed", "available", "band", "chapter",
	"chap", "conference", "cited", "edited", "edition", "editor", "editors",
	"from", "http", "https", "issn", "isbn", "issue", "journal", "number",
	"online", "pages", "pmid", "pmcid", "preprint", "press", "proceedings",
	"publisher", "publishers", "published", "retrieved", "series",
	"supplement", "trans", "translated", "translator", "university",
	"verlag", "volume", "with" };

struct words {
	struct arena *arena;
	char *known; /* folded, blanks around each word */
	const struct reference *reference;
	const struct judgement *judgement;
};

static bool
is_unconfirmed(const struct words *w, enum claim field)
{
	for (size_t i = 0; i < w->judgement->changes_len; i++)
		if (w->judgement->changes[i].field == field &&
		    w->judgement->changes[i].kind == CHANGE_UNCONFIRMED)
			return true;
	return false;
}

/* In the place of a field that was compared with the record, or put beside it. */
static bool
is_compared(const struct words *w, size_t at)
{
	const struct parse *p = w->reference->parses;

	for (size_t i = 0; i < p->places_len; i++) {
		const struct place *place = &p->places[i];

		if (at < place->range.from || at >= place->range.to)
			continue;
		switch (place->field) {
		case CLAIM_PUBLISHER: break;
		case CLAIM_CONTAINER_TITLE:
		case CLAIM_VOLUME:
		case CLAIM_ISSUE:
		case CLAIM_PAGES:
			if (!is_unconfirmed(w, place->field))
				return true;
			break;
		default: return true;
		}
	}
	return false;
}

static size_t
word_count(const char *folded)
{
	size_t n = *folded != '\0';

	for (; *folded; folded++)
		n += *folded == ' ';
	return n;
}

static void
add_names(struct sbuf *out, struct arena *a, const struct name_list *l)
{
	for (size_t i = 0; i < l->len; i++)
		sbuf_addf(out, " %s", name_display(a, &l->items[i]));
}

static void
add_date(struct sbuf *out, const struct date *d)
{
	sbuf_addf(out, " %d %d %d %d", d->from.year, d->from.month, d->from.day,
	    d->to.year);
}

/* All that the record has to say, and what of the claim goes with it. */
static char *
known_words(
    struct arena *a, const struct work *found, const struct work *record)
{
	struct sbuf out = SBUF_INIT;
	char *folded;

	for (int i = 0; i < WORK_FIELDS; i++) {
		enum work_field f = (enum work_field)i;
		const char *value = work_get(found, f);

		switch (f) {
		case WORK_collection_title:
		case WORK_container_title:
		case WORK_volume:
		case WORK_issue:
		case WORK_page: value = work_get(record, f); break;
		case WORK_publisher:
			if (value && word_count(text_fold(a, span_of(value))) >
					 PUBLISHER)
				value = work_get(record, f);
			break;
		case WORK_abstract:
		case WORK_annote:
		case WORK_keyword:
		case WORK_note:
		case WORK_references: value = NULL; break;
		default: break;
		}
		if (value)
			sbuf_addf(&out, " %s", value);
	}
	for (int i = 0; i < WORK_NAME_FIELDS; i++)
		add_names(&out, a,
		    work_names((struct work *)found, (enum work_name_field)i));
	for (int i = 0; i < WORK_DATE_FIELDS; i++)
		add_date(&out,
		    work_date((struct work *)found, (enum work_date_field)i));
	folded = text_fold(a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return arena_printf(a, " %s ", folded);
}

static bool
is_known(const struct words *w, struct span word)
{
	const char *folded = text_fold(w->arena, word);
	size_t n = strlen(folded);
	bool ascii = true, digit = false;

	for (size_t i = 0; i < n; i++) {
		ascii = ascii && (unsigned char)folded[i] < 0x80;
		digit = digit || (folded[i] >= '0' && folded[i] <= '9');
	}
	if (!ascii)
		return strstr(w->known, folded);
	if ((n < SHORT && !digit) || date_month(word))
		return true;
	for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
		if (!strcmp(folded, usual[i]))
			return true;
	/* "Comput." is "Computing", but 5 is not 521. */
	return strstr(
	    w->known, arena_printf(w->arena, digit ? " %s " : " %s", folded));
}

static bool
is_address(struct span token)
{
	return memmem(token.ptr, token.len, "://", 3) ||
	       memmem(token.ptr, token.len, "www.", 4) ||
	       memmem(token.ptr, token.len, "10.", 3);
}

bool
restyle_loses(struct arena *a, const struct reference *ref,
    const struct judgement *j, const struct work *found)
{
	struct words w = { .arena = a, .reference = ref, .judgement = j };
	struct span body = { ref->body.text, ref->body.len };
	size_t unknown = 0, at = 0, remark;

	if (!ref->parses_len || !j->work)
		return false;
	w.known = known_words(a, found, j->work);
	remark = write_remark(ref, ref->parses);
	while (at < body.len && unknown < ENOUGH) {
		size_t from = at, end = at;
		uint32_t c = text_next(body, &end);

		if (!at || text_is_space(body.ptr[at - 1])) {
			const char *blank =
			    memchr(body.ptr + at, ' ', body.len - at);
			size_t to =
			    blank ? (size_t)(blank - body.ptr) : body.len;

			if (is_address(span_sub(body, at, to))) {
				at = to;
				continue;
			}
		}
		at = end;
		if (!text_is_letter(c) && !text_is_digit(c))
			continue;
		while (at < body.len) {
			end = at;
			c = text_next(body, &end);
			if (!text_is_letter(c) && !text_is_digit(c) &&
			    c != '\'')
				break;
			at = end;
		}
		if (!is_compared(&w, from) &&
		    !is_known(&w, span_sub(body, from, at)))
			unknown += from > remark ? ENOUGH : 1;
	}
	return unknown >= ENOUGH;
}
