/* One name: the order of its parts, initials, particles, name-part formats. */

#include "base/text.h"
#include "csl/initials.h"
#include "csl/render.h"

#include "base/banned.h"

static bool
has_cjk(const char *s)
{
	struct span t = span_of(s);
	size_t at = 0;

	while (at < t.len)
		if (text_is_cjk(text_next(t, &at)))
			return true;
	return false;
}

/* Written family name first, without a blank, in whatever order others are. */
static bool
is_family_first_script(const struct csl_name *n)
{
	return n->family && has_cjk(n->family) &&
	       (!n->given || has_cjk(n->given));
}

static struct csl_node *
part(struct csl_render *r, const char *text, const struct csl_format *f)
{
	struct csl_node *n = csl_node_rich(r->arena, r->locale, text);
	struct csl_format bare = *f;

	bare.prefix = bare.suffix = NULL;
	if (f->text_case || f->font.style || f->font.variant ||
	    f->font.weight || f->font.decoration || f->font.align) {
		if (n->group) {
			struct csl_node *g = csl_node_group(r->arena);

			csl_node_append(g, n);
			n = g;
		}
		csl_render_apply(r, n, &bare);
	}
	return n;
}

/* "d'" and "al-" are joined to what follows. */
static bool
is_joined(const char *particle)
{
	struct span s = span_of(particle);
	size_t at = s.len;
	uint32_t c = at ? text_prev(s, &at) : 0;

	return c == '\'' || c == 0x2019 || c == '-' || c == 0x2010;
}

static void
add_part(struct csl_render *r, struct csl_node *to, const char *text,
    const struct csl_format *f)
{
	if (text)
		csl_node_append(to, part(r, text, f));
}

static void
add_literal(struct csl_render *r, struct csl_node *to, const char *s)
{
	csl_node_append(to, csl_node_text(r->arena, s));
}

static void
add_particle(struct csl_render *r, struct csl_node *to, const char *particle,
    const struct csl_format *f)
{
	if (!particle)
		return;
	add_part(r, to, particle, f);
	if (!is_joined(particle) && particle[strlen(particle) - 1] != ' ')
		add_literal(r, to, " ");
}

/* Initials are taken from the text, not from its markup. */
static const char *
plain(struct csl_render *r, const char *s)
{
	struct sbuf out = SBUF_INIT;
	const char *copy;

	if (!strchr(s, '<'))
		return s;
	csl_node_add_text(&out, csl_node_rich(r->arena, r->locale, s));
	copy = arena_strdup(r->arena, out.buf);
	sbuf_release(&out);
	return copy;
}

static const char *
given_text(struct csl_render *r, const struct csl_name_options *o,
    const struct csl_name *n, int level)
{
	if (!n->given || !o->initialize_with)
		return n->given;
	return csl_initials(r->arena, plain(r, n->given), o->initialize_with,
	    !r->style->no_hyphen,
	    o->initialize != FLAG_FALSE && level != GIVEN_FULL);
}

static struct csl_node *
affixed(struct csl_render *r, struct csl_node *n, const struct csl_format *f)
{
	(void)r;
	n->prefix = f->prefix;
	n->suffix = f->suffix;
	return n;
}

/* Given names, with the particles that come behind them. */
static struct csl_node *
given_group(struct csl_render *r, const struct csl_names_element *e,
    const char *given, const struct csl_name *n, bool demoted)
{
	struct csl_node *g = csl_node_group(r->arena);

	add_part(r, g, given, &e->given);
	if (n->dropping) {
		if (g->first)
			add_literal(r, g, " ");
		add_part(r, g, n->dropping, &e->given);
	}
	if (demoted && n->non_dropping) {
		if (g->first)
			add_literal(r, g, " ");
		add_part(r, g, n->non_dropping, &e->family);
	}
	return affixed(r, g, &e->given);
}

static bool
is_demoted(const struct csl_render *r)
{
	return r->style->demote == DEMOTE_DISPLAY_AND_SORT ||
	       (r->key && r->style->demote == DEMOTE_SORT_ONLY);
}

static void
add_inverted(struct csl_node *g, struct csl_render *r,
    const struct csl_names_element *e, const struct csl_name_options *o,
    const struct csl_name *n, const char *given)
{
	bool demoted = is_demoted(r);
	struct csl_node *family = csl_node_group(r->arena), *rest;

	if (!demoted)
		add_particle(r, family, n->non_dropping, &e->family);
	add_part(r, family, n->family, &e->family);
	csl_node_append(g, affixed(r, family, &e->family));
	rest = given_group(r, e, given, n, demoted);
	if (rest->first) {
		add_literal(r, g, o->sort_separator);
		csl_node_append(g, rest);
	}
	if (n->suffix) {
		add_literal(r, g, o->sort_separator);
		csl_node_append(
		    g, csl_node_rich(r->arena, r->locale, n->suffix));
	}
}

static void
add_upright(struct csl_node *g, struct csl_render *r,
    const struct csl_names_element *e, const struct csl_name *n,
    const char *given)
{
	struct csl_node *family = csl_node_group(r->arena), *first;

	if (given) {
		first = csl_node_group(r->arena);
		add_part(r, first, given, &e->given);
		csl_node_append(g, affixed(r, first, &e->given));
		if (!is_joined(given))
			add_literal(r, g, " ");
	}
	add_particle(r, family, n->dropping, &e->given);
	add_particle(r, family, n->non_dropping, &e->family);
	add_part(r, family, n->family, &e->family);
	if (n->suffix) {
		add_literal(r, family, n->comma_suffix ? ", " : " ");
		csl_node_append(
		    family, csl_node_rich(r->arena, r->locale, n->suffix));
	}
	csl_node_append(g, affixed(r, family, &e->family));
}

struct csl_node *
csl_name_node(struct csl_render *r, const struct csl_names_element *e,
    const struct csl_name_options *o, const struct csl_name *n, bool inverted,
    int level)
{
	struct csl_node *g = csl_node_group(r->arena);
	const char *given;

	g->tag = TAG_NAME;
	g->owner = n;
	if (n->literal) {
		csl_node_append(g, part(r, n->literal, &e->family));
		csl_node_format(g, &e->name);
		return g;
	}
	given = given_text(r, o, n, level);
	if (o->form == NAME_FORM_SHORT && level == GIVEN_AS_STYLED) {
		struct csl_node *family = csl_node_group(r->arena);

		if (!is_family_first_script(n) && !(r->key && is_demoted(r)))
			add_particle(r, family, n->non_dropping, &e->family);
		add_part(r, family, n->family, &e->family);
		csl_node_append(g, affixed(r, family, &e->family));
	} else if (is_family_first_script(n)) {
		struct csl_node *family = csl_node_group(r->arena);

		add_part(r, family, n->family, &e->family);
		csl_node_append(g, affixed(r, family, &e->family));
		if (n->given) {
			struct csl_node *rest = csl_node_group(r->arena);

			add_part(r, rest, n->given, &e->given);
			csl_node_append(g, affixed(r, rest, &e->given));
		}
	} else if (n->static_ordering) {
		add_part(r, g, n->family, &e->family);
		if (given) {
			add_literal(r, g, " ");
			add_part(r, g, given, &e->given);
		}
	} else if (inverted)
		add_inverted(g, r, e, o, n, given);
	else
		add_upright(g, r, e, n, given);
	csl_node_format(g, &e->name);
	return g;
}

/* --- sorting ----------------------------------------------------------------------- */

static void
add_words(struct sbuf *out, const char *s)
{
	if (!s || !*s)
		return;
	if (out->len && out->buf[out->len - 1] != ' ')
		sbuf_addc(out, ' ');
	sbuf_add(out, span_of(s));
}

void
csl_name_sort_text(
    struct sbuf *out, const struct csl_style *style, const struct csl_name *n)
{
	if (n->literal) {
		static const char *const articles[] = { "a ", "an ", "the " };
		struct span s = span_of(n->literal);

		for (size_t i = 0; i < 3; i++)
			if (text_starts_nocase(s, articles[i])) {
				s = span_skip(s, strlen(articles[i]));
				break;
			}
		sbuf_add(out, s);
		return;
	}
	if (style->demote == DEMOTE_NEVER) {
		if (n->non_dropping) {
			sbuf_add(out, span_of(n->non_dropping));
			sbuf_addc(out, ' ');
		}
		if (n->family)
			sbuf_add(out, span_of(n->family));
		/* U+0001 sorts before all else: "Smith" before "Smithson". */
		sbuf_addc(out, ' ');
		add_words(out, n->dropping);
	} else {
		if (n->family)
			sbuf_add(out, span_of(n->family));
		sbuf_addc(out, ' ');
		add_words(out, n->dropping);
		add_words(out, n->non_dropping);
	}
	add_words(out, n->given);
	add_words(out, n->suffix);
}
