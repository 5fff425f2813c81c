/*
 * Disambiguation (CSL 1.0.2, "Disambiguation"): names are expanded and added, the
 * disambiguate condition is set, years get suffixes - each for the sets of cites
 * that are still alike.
 */

#include "base/text.h"
#include "csl/csl.h"

#include <stdlib.h>

#include "base/banned.h"

struct set {
	size_t *items; /* indexes, in the order of the list of references */
	size_t len;
};

struct job {
	struct csl_processor *p;
	struct arena arena; /* keys and sets */
};

/* Render the cite of an item as the key by which cites are compared. */
static uint64_t
cite_key(struct job *j, size_t index, struct csl_render *r)
{
	/* The form of later cites: it is the shorter one, if there are two. */
	struct csl_cite cite = { .item = j->p->items[index],
		.position = POSITION_SUBSEQUENT,
		.near_note = true };
	struct csl_node *n;
	struct sbuf out = SBUF_INIT;
	uint64_t key;

	arena_reset(&j->p->scratch);
	n = csl_node_group(&j->p->scratch);
	csl_render_start(
	    r, j->p, &j->p->scratch, j->p->items[index], CSL_CITATION);
	/* cppcheck-suppress autoVariables ; taken back below */
	r->cite = &cite;
	r->comparing = true;
	csl_render_elements(r, r->layout->first, n);
	csl_node_add_text(&out, n);
	key = text_hash((struct span){ out.buf, out.len });
	sbuf_release(&out);
	r->cite = NULL;
	return key;
}

struct keyed {
	uint64_t key;
	size_t place, index;
};

static int
compare_keyed(const void *x, const void *y)
{
	const struct keyed *a = x, *b = y;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->place > b->place) - (a->place < b->place);
}

static int
compare_first(const void *x, const void *y)
{
	const struct set *a = x, *b = y;

	return (a->items[0] > b->items[0]) - (a->items[0] < b->items[0]);
}

/* The subsets whose cites are alike, as they render now. */
static struct set *
partition(struct job *j, const struct set *s, size_t *count)
{
	struct keyed *rows = ARENA_ARRAY(&j->arena, struct keyed, s->len);
	struct set *sets = NULL;
	struct csl_render r;

	*count = 0;
	for (size_t i = 0; i < s->len; i++) {
		rows[i].key = cite_key(j, s->items[i], &r);
		rows[i].place = i;
		rows[i].index = s->items[i];
	}
	qsort(rows, s->len, sizeof(*rows), compare_keyed);
	for (size_t i = 0; i < s->len;) {
		struct set part = { 0 };
		size_t k = i;

		while (k < s->len && rows[k].key == rows[i].key)
			ARENA_PUSH(&j->arena, part.items, part.len) =
			    rows[k++].index;
		ARENA_PUSH(&j->arena, sets, *count) = part;
		i = k;
	}
	qsort(sets, *count, sizeof(*sets), compare_first);
	return sets;
}

/* --- names ----------------------------------------------------------------------------- */

static void
make_levels(struct job *j, struct csl_disambiguation *d, int list, size_t n)
{
	unsigned char *levels;

	if (d->level_count[list] >= (short)n)
		return;
	levels = arena_alloc(&j->p->arena, n);
	if (d->level_count[list])
		memcpy(levels, d->levels[list], (size_t)d->level_count[list]);
	d->levels[list] = levels;
	d->level_count[list] = (short)n;
}

static void
set_level(struct job *j, const struct set *s, int list, size_t name, int level)
{
	for (size_t i = 0; i < s->len; i++) {
		struct csl_disambiguation *d =
		    &j->p->disambiguation[s->items[i]];

		if (name < (size_t)d->level_count[list])
			d->levels[list][name] = (unsigned char)level;
	}
}

static void
set_more(struct job *j, const struct set *s, int list, int more)
{
	for (size_t i = 0; i < s->len; i++)
		j->p->disambiguation[s->items[i]].more_names[list] =
		    (short)more;
}

/* Where the search for a difference stands. */
struct step {
	int list;
	size_t name;
	int level;
};

struct shape {
	int lists;
	int shown[CSL_NAME_LISTS];  /* at most, in any member */
	size_t all[CSL_NAME_LISTS]; /* names, at most */
	/* Of each list, whether a name tells no two members apart, however it is
	 * written and whether or not it is shown; NULL: of none is that known. */
	const bool *alike[CSL_NAME_LISTS];
};

/* How a list of names is written, to be compared by its bytes. */
struct list_form {
	const struct csl_locale *locale;
	struct csl_names_element element;
	struct csl_name_options options;
};

static void
list_form_of(struct list_form *out, const struct csl_render *r, int list)
{
	out->locale = r->locale;
	memcpy(&out->element, r->list_elements[list], sizeof(out->element));
	memcpy(&out->options, r->list_options[list], sizeof(out->options));
	/* What a substitute has of its own says nothing of how it is written. */
	out->element.variables = NULL;
	out->element.len = 0;
	out->element.substitute = NULL;
	out->element.has_substitute = false;
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool
same_name(const struct csl_name *a, const struct csl_name *b)
{
	return same_text(a->family, b->family) &&
	       same_text(a->given, b->given) &&
	       same_text(a->suffix, b->suffix) &&
	       same_text(a->dropping, b->dropping) &&
	       same_text(a->non_dropping, b->non_dropping) &&
	       same_text(a->literal, b->literal) &&
	       a->comma_suffix == b->comma_suffix &&
	       a->static_ordering == b->static_ordering;
}

static bool
expands_by_cite(const struct csl_style *s)
{
	return s->add_givenname && s->given_rule == GIVEN_BY_CITE;
}

/* Whether they are the same, as far as that form shows them. */
static bool
looks_same(const struct csl_name *a, const struct csl_name *b,
    const struct csl_style *s, const struct list_form *form, int level)
{
	/* given names are never seen */
	if (form->options.form == NAME_FORM_SHORT && level == GIVEN_AS_STYLED &&
	    !expands_by_cite(s) && !a->non_dropping && !b->non_dropping)
		return same_text(a->family, b->family) &&
		       same_text(a->literal, b->literal);
	return same_name(a, b);
}

/* The lists of the first member, which those of all others are compared with. */
struct comparison {
	const struct csl_names *names[CSL_NAME_LISTS];
	struct list_form form[CSL_NAME_LISTS];
	const struct csl_disambiguation *found;
	bool *alike[CSL_NAME_LISTS];
	int lists;
};

/* Works of thousands of authors differ in the last of them, or in none: rendering
 * the cites anew for each name would take a time that grows with its square. */
static void
compare_lists(struct job *j, struct comparison *c, const struct csl_render *r,
    const struct csl_disambiguation *d)
{
	bool first = !c->found;

	if (first) {
		c->found = d;
		c->lists = r->name_lists < CSL_NAME_LISTS ? r->name_lists
							  : CSL_NAME_LISTS;
	}
	for (int k = 0; k < c->lists; k++) {
		const struct csl_names *names = r->lists[k], *x = c->names[k];
		struct list_form form;

		if (first) {
			c->names[k] = names;
			list_form_of(&c->form[k], r, k);
			c->alike[k] = ARENA_ARRAY(&j->arena, bool, names->len);
			memset(c->alike[k], true, names->len * sizeof(bool));
			continue;
		}
		if (!c->alike[k])
			continue;
		if (k >= r->name_lists) {
			c->alike[k] = NULL;
			continue;
		}
		list_form_of(&form, r, k);
		if (r->name_lists != c->lists || names->len != x->len ||
		    names->others != x->others ||
		    names->last_follows != x->last_follows ||
		    memcmp(&form, &c->form[k], sizeof(form)) != 0) {
			c->alike[k] = NULL;
			continue;
		}
		for (size_t i = 0; i < x->len; i++)
			if (c->alike[k][i])
				c->alike[k][i] =
				    d->levels[k][i] == c->found->levels[k][i] &&
				    looks_same(&names->items[i], &x->items[i],
					j->p->style, &form, d->levels[k][i]);
	}
}

static struct shape
shape_of(struct job *j, const struct set *s)
{
	struct shape shape = { 0 };
	struct comparison c = { .found = NULL };
	struct csl_render r;

	for (size_t i = 0; i < s->len; i++) {
		struct csl_disambiguation *d =
		    &j->p->disambiguation[s->items[i]];

		cite_key(j, s->items[i], &r);
		for (int k = 0; k < r.name_lists && k < CSL_NAME_LISTS; k++) {
			if (r.names_shown[k] > shape.shown[k])
				shape.shown[k] = r.names_shown[k];
			if (r.lists[k]->len > shape.all[k])
				shape.all[k] = r.lists[k]->len;
			make_levels(j, d, k, r.lists[k]->len);
			if (k >= shape.lists)
				shape.lists = k + 1;
		}
		compare_lists(j, &c, &r, d);
	}
	for (int k = 0; k < c.lists; k++)
		shape.alike[k] = c.alike[k];
	return shape;
}

static void resolve_names(
    struct job *j, const struct set *s, struct step from, int depth);

/* The set as it now renders: true if it came apart, and then its parts have been
 * taken further from there. */
static bool
came_apart(struct job *j, const struct set *s, struct step at, int depth)
{
	size_t count;
	struct set *parts = partition(j, s, &count);

	if (count < 2)
		return false;
	for (size_t i = 0; i < count; i++)
		if (parts[i].len > 1)
			resolve_names(j, &parts[i], at, depth + 1);
	return true;
}

/* Whether it is no use to try that name. */
static bool
is_alike(const struct shape *shape, int list, size_t name)
{
	return shape->alike[list] && shape->alike[list][name];
}

/* Try given names of one name, initials first. */
static bool
expand_name(struct job *j, const struct set *s, struct step at, int depth)
{
	unsigned char *before = ARENA_ARRAY(&j->arena, unsigned char, s->len);

	for (size_t i = 0; i < s->len; i++) {
		const struct csl_disambiguation *d =
		    &j->p->disambiguation[s->items[i]];

		if (at.name < (size_t)d->level_count[at.list])
			before[i] = d->levels[at.list][at.name];
	}
	for (int level = at.level + 1; level <= GIVEN_FULL; level++) {
		struct step here = { at.list, at.name, level };

		set_level(j, s, at.list, at.name, level);
		if (came_apart(j, s, here, depth))
			return true;
	}
	for (size_t i = 0; i < s->len; i++) {
		struct set one = { &s->items[i], 1 };

		set_level(j, &one, at.list, at.name, before[i]);
	}
	return false;
}

static void
resolve_names(struct job *j, const struct set *s, struct step from, int depth)
{
	const struct csl_style *style = j->p->style;
	struct shape shape;

	if (depth > 200)
		return;
	shape = shape_of(j, s);
	for (int list = from.list; list < shape.lists; list++) {
		size_t first = list == from.list ? from.name : 0;
		int was = j->p->disambiguation[s->items[0]].more_names[list];
		int more = was;

		/* the names that are shown */
		if (expands_by_cite(style))
			for (size_t i = first; i < (size_t)shape.shown[list];
			     i++) {
				struct step at = { list, i,
					list == from.list && i == first
					    ? from.level
					    : 0 };

				if (is_alike(&shape, list, i))
					continue;
				if (expand_name(j, s, at, depth))
					return;
			}
		if (!style->add_names)
			continue;
		/* the names that are not */
		for (size_t i = (size_t)shape.shown[list]; i < shape.all[list];
		     i++) {
			struct step at = { list, i, 0 };

			more++;
			if (is_alike(&shape, list, i))
				continue;
			set_more(j, s, list, more);
			if (came_apart(j, s, at, depth))
				return;
			if (expands_by_cite(style) &&
			    expand_name(j, s, at, depth))
				return;
		}
		set_more(j, s, list, was);
	}
}

/* --- names for their own sake ---------------------------------------------------------- */

/* A name that is cited, with the forms by which it is compared. */
struct known_name {
	uint64_t base, initials, full;
	struct csl_disambiguation *d;
	int list;
	size_t i;
};

static uint64_t
name_key(struct csl_render *r, int list, size_t i, int level)
{
	struct sbuf out = SBUF_INIT;
	uint64_t key;

	csl_node_add_text(&out,
	    csl_name_node(r, r->list_elements[list], r->list_options[list],
		&r->lists[list]->items[i], false, level));
	key = text_hash((struct span){ out.buf, out.len });
	sbuf_release(&out);
	return key;
}

static int
compare_known(const void *x, const void *y)
{
	const struct known_name *a = x, *b = y;

	if (a->base != b->base)
		return a->base < b->base ? -1 : 1;
	if (a->initials != b->initials)
		return a->initials < b->initials ? -1 : 1;
	if (a->full != b->full)
		return a->full < b->full ? -1 : 1;
	return 0;
}

/* rows from..to have the same base form: the level at which each is alone. */
static void
set_known_levels(
    struct known_name *rows, size_t from, size_t to, bool initials_only)
{
	bool several = rows[from].full != rows[to - 1].full ||
		       rows[from].initials != rows[to - 1].initials;

	if (!several)
		return;
	for (size_t i = from; i < to;) {
		size_t k = i;
		bool same_initials;
		bool helps;

		while (k < to && rows[k].initials == rows[i].initials)
			k++;
		same_initials = rows[i].full == rows[k - 1].full;
		helps = same_initials && k - i < to - from;
		for (size_t n = i; n < k; n++) {
			int level = GIVEN_AS_STYLED;

			if (helps)
				level = GIVEN_INITIALS;
			else if (!same_initials && !initials_only)
				level = GIVEN_FULL;
			rows[n].d->levels[rows[n].list][rows[n].i] =
			    (unsigned char)level;
		}
		i = k;
	}
}

static void
expand_all_names(struct job *j)
{
	const struct csl_style *s = j->p->style;
	bool primary = s->given_rule == GIVEN_PRIMARY ||
		       s->given_rule == GIVEN_PRIMARY_INITIALS;
	bool initials = s->given_rule == GIVEN_ALL_INITIALS ||
			s->given_rule == GIVEN_PRIMARY_INITIALS;
	struct known_name *rows = NULL;
	size_t len = 0;

	for (size_t i = 0; i < j->p->len; i++) {
		struct csl_disambiguation *d = &j->p->disambiguation[i];
		struct csl_render r;

		cite_key(j, i, &r);
		for (int k = 0; k < r.name_lists && k < CSL_NAME_LISTS; k++) {
			make_levels(j, d, k, r.lists[k]->len);
			for (size_t n = 0; n < r.lists[k]->len; n++) {
				struct known_name row = {
					.d = d, .list = k, .i = n
				};

				if (primary && n)
					break;
				row.base = name_key(&r, k, n, GIVEN_AS_STYLED);
				row.initials =
				    name_key(&r, k, n, GIVEN_INITIALS);
				row.full = name_key(&r, k, n, GIVEN_FULL);
				ARENA_PUSH(&j->arena, rows, len) = row;
			}
			if (primary)
				break;
		}
	}
	if (!len)
		return;
	qsort(rows, len, sizeof(*rows), compare_known);
	for (size_t i = 0; i < len;) {
		size_t k = i;

		while (k < len && rows[k].base == rows[i].base)
			k++;
		set_known_levels(rows, i, k, initials);
		i = k;
	}
}

/* --- the condition and the year-suffix ------------------------------------------------- */

static void
set_conditions(struct job *j, const struct set *s, int n)
{
	for (size_t i = 0; i < s->len; i++)
		j->p->disambiguation[s->items[i]].conditions = n;
}

/* How many conditions the cites of the set ask. */
static int
conditions_asked(struct job *j, const struct set *s)
{
	int n = 0;

	for (size_t i = 0; i < s->len; i++) {
		struct csl_render r;

		cite_key(j, s->items[i], &r);
		if (r.conditions_met > n)
			n = r.conditions_met;
	}
	return n;
}

/* Switch conditions on, one by one, as long as it takes the set apart. */
static void
resolve_conditions(struct job *j, const struct set *s)
{
	int had = j->p->disambiguation[s->items[0]].conditions;

	for (int n = had + 1; n <= conditions_asked(j, s); n++) {
		size_t count;
		struct set *parts;

		set_conditions(j, s, n);
		parts = partition(j, s, &count);
		if (count < 2)
			continue;
		for (size_t i = 0; i < count; i++)
			if (parts[i].len > 1)
				resolve_conditions(j, &parts[i]);
		return;
	}
	set_conditions(j, s, had);
}

static void
add_suffixes(struct job *j, const struct set *s)
{
	for (size_t i = 0; i < s->len; i++)
		j->p->disambiguation[s->items[i]].year_suffix = (int)i + 1;
}

static void
note_names_shown(struct job *j)
{
	for (size_t i = 0; i < j->p->len; i++) {
		struct csl_disambiguation *d = &j->p->disambiguation[i];
		struct csl_render r;
		bool any = false;

		for (int k = 0; k < CSL_NAME_LISTS; k++)
			any = any || d->more_names[k];
		if (!any)
			continue;
		cite_key(j, i, &r);
		for (int k = 0; k < r.name_lists && k < CSL_NAME_LISTS; k++)
			if (d->more_names[k])
				d->cite_shows[k] = (short)r.names_shown[k];
	}
}

void
csl_disambiguate(struct csl_processor *p)
{
	struct job j = { .p = p };
	const struct csl_style *s = p->style;
	struct set all = { .items = p->order, .len = p->len };
	struct set *sets;
	size_t count;

	if (!s->areas[CSL_CITATION].present || p->len < 2)
		return;
	if (s->add_givenname && s->given_rule != GIVEN_BY_CITE)
		expand_all_names(&j);
	sets = partition(&j, &all, &count);
	if (expands_by_cite(s) || s->add_names)
		for (size_t i = 0; i < count; i++)
			if (sets[i].len > 1)
				resolve_names(
				    &j, &sets[i], (struct step){ 0 }, 0);
	sets = partition(&j, &all, &count);
	for (size_t i = 0; i < count; i++)
		if (sets[i].len > 1)
			resolve_conditions(&j, &sets[i]);
	if (s->add_year_suffix) {
		sets = partition(&j, &all, &count);
		for (size_t i = 0; i < count; i++)
			if (sets[i].len > 1)
				add_suffixes(&j, &sets[i]);
	}
	note_names_shown(&j);
	arena_release(&j.arena);
}
