#include "model/block.h"

#include "base/banned.h"

void
mapped_text_part(struct mapped_text *out, struct arena *a,
    const struct mapped_text *t, struct range part, size_t first_run)
{
	*out = (struct mapped_text){
		.text = arena_strdup_span(a,
		    (struct span){ t->text + part.from, part.to - part.from }),
		.len = part.to - part.from,
		.map = t->map ? t->map + part.from : NULL,
		.start = t->start + part.from,
	};
	for (size_t i = first_run; i < t->runs_len; i++) {
		struct run r = t->runs[i];

		if (r.place.from >= part.to)
			break;
		if (r.kind == RUN_CELL)
			continue;
		if (r.place.from < part.from)
			r.place.from = part.from;
		if (r.place.to > part.to)
			r.place.to = part.to;
		if (range_empty(r.place))
			continue;
		r.place.from -= part.from;
		r.place.to -= part.from;
		ARENA_PUSH(a, out->runs, out->runs_len) = r;
	}
}
