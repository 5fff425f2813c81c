#include "base/text.h"
#include "model/relator.h"
#include "read/mods.h"

#include "base/banned.h"

/* Names in MODS: people, bodies, conferences, by their roles. */

/* "Borges, Jorge Luis, 1899-1986", as in a catalogue's heading: CSL's names have no
 * dates. */
static void
read_life(
    struct mods *m, struct span family, struct span given, struct span dates)
{
	while (family.len && strchr(", ", family.ptr[family.len - 1]))
		family.len--;
	if (family.len)
		fill_custom(m->w, m->a, "name-dates",
		    span_of(arena_printf(m->s, "%.*s%s%s, %s", (int)family.len,
			family.ptr, given.len ? ", " : "", given.ptr,
			dates.ptr)));
}

/* "0000-0002-1825-0097", or a link to it. */
static void
read_orcid(struct mods *m, struct name *out, const xmlNode *name)
{
	XML_EACH(id, name, "nameIdentifier")
	{
		struct span s = xml_span(m->s, id);

		if (xml_attr_is(id, "type", "orcid") && s.len >= 19)
			out->ORCID = fill_clean(m->a, span_skip(s, s.len - 19));
	}
}

void
mods_read_name(struct mods *m, struct name_list *l, const xmlNode *name)
{
	struct span family = { "", 0 }, given = { "", 0 }, whole = { "", 0 },
		    suffix = { "", 0 }, dates = { "", 0 };
	bool corporate = xml_attr_is(name, "type", "corporate");
	size_t had = l->len;

	XML_EACH(part, name, "namePart")
	{
		struct span text = xml_span(m->s, part);

		if (xml_attr_is(part, "type", "family"))
			family = text;
		else if (xml_attr_is(part, "type", "given"))
			given = given.len ? span_of(arena_printf(m->s, "%s %s",
						given.ptr, text.ptr))
					  : text;
		else if (xml_attr_is(part, "type", "termsOfAddress"))
			suffix = text;
		else if (xml_attr_is(part, "type", "date"))
			dates = text;
		else if (!whole.len)
			whole = text;
		else if (corporate) /* a body and its department */
			whole = span_of(
			    arena_printf(m->s, "%s. %s", whole.ptr, text.ptr));
	}
	if (dates.len)
		read_life(m, family.len ? family : whole, given, dates);
	if (suffix.len && !name_is_suffix(suffix))
		suffix.len = 0;
	if (family.len || given.len)
		fill_name_parts(l, m->a, family, given, suffix);
	else if (corporate || xml_attr_is(name, "type", "conference"))
		fill_literal_name(l, m->a, whole);
	else if (whole.len)
		fill_name(l, m->a, whole, FILL_NAMES_SUFFIX_LAST);
	else
		fill_name(l, m->a, xml_span_at(m->s, name, "displayForm"),
		    FILL_NAMES_SUFFIX_LAST);
	if (l->len == had + 1)
		read_orcid(m, &l->items[had], name);
}

enum role {
	ROLE_PERSON,    /* of the name variable */
	ROLE_PUBLISHER, /* who publishes it or grants the degree for it */
	ROLE_ISSUER,    /* a court, an office */
};

static enum role
role_of(enum work_name_field *field, struct mods *m, const xmlNode *name,
    enum work_name_field usual)
{
	bool said = false;

	XML_EACH(role, name, "role"){ XML_EACH(term, role, "roleTerm"){
	    struct span text = xml_span(m->s, term);

	if (relator_field(field, text))
		return ROLE_PERSON;
	if (relator_publishes(text) || relator_grants_degree(text))
		return ROLE_PUBLISHER;
	if (text_eq_nocase(text, "isb"))
		return ROLE_ISSUER;
	said |= text.len > 0;
}
}
*field = said ? WORK_contributor : usual;
return ROLE_PERSON;
}

static void
read_conference(struct mods *m, const xmlNode *name)
{
	XML_EACH(part, name, "namePart")
	{
		struct span text = xml_span(m->s, part);

		if (!xml_attr_is(part, "type", "date"))
			fill_text(m->w, m->a, WORK_event_title, text, NULL);
		else if (date_is_empty(&m->w->event_date) &&
			 !date_parse_edtf(&m->w->event_date, text))
			fill_date(&m->w->event_date, m->a, text);
	}
}

/* A body that is no author but has one of the work's text fields. */
static void
read_body(struct mods *m, enum work_field f, const xmlNode *name)
{
	struct work body = { 0 };
	struct mods of_body = { m->a, m->s, &body };

	mods_read_name(&of_body, &body.author, name);
	if (body.author.len)
		fill_text(m->w, m->a, f,
		    span_of(name_display(m->s, &body.author.items[0])),
		    f == WORK_publisher ? "publisher" : NULL);
}

void
mods_read_people(
    struct mods *m, const xmlNode *mods, enum work_name_field usual)
{
	XML_EACH(name, mods, "name")
	{
		enum work_name_field f = usual;

		if (xml_attr_is(name, "type", "conference")) {
			read_conference(m, name);
			continue;
		}
		switch (role_of(&f, m, name, usual)) {
		case ROLE_PERSON:
			/* the author of the book that a chapter is in */
			if (f == WORK_author && usual == WORK_editor &&
			    m->w->author.len)
				f = WORK_container_author;
			mods_read_name(m, work_names(m->w, f), name);
			break;
		case ROLE_PUBLISHER: read_body(m, WORK_publisher, name); break;
		case ROLE_ISSUER: read_body(m, WORK_authority, name); break;
		}
	}
}

void
mods_read_affiliations(struct mods *m, const xmlNode *mods)
{
	XML_EACH(name, mods, "name")
	{
		XML_EACH(node, name, "affiliation")
		fill_custom(m->w, m->a, "affiliation", xml_span(m->s, node));
	}
}
