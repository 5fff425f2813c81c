/*
 * What comes from the network before any source sees it: content codings, and
 * the headers and addresses that are read here. The first byte says which
 * coding and in pieces of what size, the rest is the body, and all of it the
 * text of headers.
 */

#include "http/address.h"
#include "http/cache.h"
#include "http/decode.h"
#include "http/header.h"
#include "http/limit.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* cache.c wants one; nothing here gets that far. */
int
store_cache_get(struct store_response *out, struct arena *a, struct store *s,
    const char *url, const char *accept, struct err *err)
{
	(void)out;
	(void)a;
	(void)s;
	(void)url;
	(void)accept;
	return err_set(err, ERR_ABSENT, "nothing kept");
}

static void
decode(struct span body, unsigned how)
{
	static const char *const codings[] = { "gzip", "deflate", NULL, "br" };
	struct sbuf out = SBUF_INIT;
	struct decode d;
	size_t piece = 1 + how / 4, at;
	bool ok = decode_init(&d, codings[how % 4]);

	out.limit = (size_t)1 << 20;
	for (at = 0; ok && at < body.len && !out.full; at += piece)
		ok = decode_add(&d, &out, span_sub(body, at, at + piece));
	if (out.len > out.limit ||
	    (d.started && ok && decode_end(&d) && d.kind == DECODE_UNKNOWN))
		die_bug("a coding that is not known was decoded");
	decode_release(&d);
	sbuf_release(&out);
}

static void
read_headers(const char *text)
{
	struct http_limits start = { 5, 2 };
	struct limit l;
	double seconds = header_retry_after(text, text, 1700000000);

	limit_init(&l, &start, 3, 1, 1);
	limit_learn(&l, text, text, text, false);
	limit_failed(&l, 0, 1, seconds);
	if (l.count < 1 || l.count > LIMIT_WINDOW || l.concurrency < 1 ||
	    l.concurrency > LIMIT_CONCURRENCY_MAX || !(l.interval > 0) ||
	    !(l.paused_until < 1000))
		die_bug("a limit that stops or floods");
	(void)header_type_is(text, "text/html");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct span all = { (const char *)data, size };
	char *text;

	if (!size)
		return 0;
	decode(span_skip(all, 1), data[0]);
	text = arena_strdup_span(&a, all);
	read_headers(text);
	(void)address_of_host(text);
	(void)address_refuse_redirect("http://127.0.0.1/", text, true);
	if (strlen(cache_key(&a, text, NULL)) > strlen(text))
		die_bug("a key longer than its address");
	arena_release(&a);
	return 0;
}
