#include "http/address.h"
#include "http/cache.h"
#include "http/decode.h"
#include "http/header.h"
#include "http/limit.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define LEN(array) (sizeof(array) / sizeof((array)[0]))

/* The cache's store is faked where it is used; here nothing gets that far. */
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

static const struct {
	const char *value, *date;
	double want;
} retry_afters[] = {
	{ "120", NULL, 120 },
	{ " 0 ", NULL, 0 },
	{ "1.5", NULL, 1.5 },
	{ "Sun, 06 Nov 1994 08:49:37 GMT", NULL, 37 },
	{ "Sun, 06 Nov 1994 08:48:00 GMT", NULL, 0 },
	/* The service's clock is an hour ahead of ours: its own Date counts. */
	{ "Sun, 06 Nov 1994 09:49:07 GMT", "Sun, 06 Nov 1994 09:49:00 GMT", 7 },
	{ "Sun, 06 Nov 1994 08:49:37 GMT", "soon", 37 },
	{ "soon", NULL, -1 },
	{ "-5", NULL, -1 },
	{ "inf", NULL, -1 },
	{ "", NULL, -1 },
	{ NULL, NULL, -1 },
};

static void
retry_after_is_seconds_or_a_date(void **state)
{
	const time_t now = 784111740; /* Sun, 06 Nov 1994 08:49:00 GMT */

	(void)state;
	for (size_t i = 0; i < LEN(retry_afters); i++)
		assert_float_equal(header_retry_after(retry_afters[i].value,
				       retry_afters[i].date, now),
		    retry_afters[i].want, 1e-4);
}

static const struct {
	const char *value;
	double want;
} intervals[] = {
	{ "1s", 1 },
	{ "1S", 1 },
	{ " 500 ms ", 0.5 },
	{ "5m", 300 },
	{ "1h", 3600 },
	{ "2", 2 },
	{ "0s", -1 },
	{ "s", -1 },
	{ "1 fortnight", -1 },
	{ "99999999999999999999999s", -1 },
	{ NULL, -1 },
};

static void
intervals_have_units(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(intervals); i++)
		assert_float_equal(header_interval(intervals[i].value),
		    intervals[i].want, 1e-4);
	assert_float_equal(header_number("50"), 50, 1e-4);
	assert_float_equal(header_number("0"), -1, 1e-4);
	assert_float_equal(header_number("5 or so"), -1, 1e-4);
	assert_float_equal(header_number("1e99"), -1, 1e-4);
}

static void
media_types_are_compared_without_parameters(void **state)
{
	(void)state;
	assert_true(header_type_is("text/html; charset=utf-8", "text/html"));
	assert_true(header_type_is("Text/HTML", "text/html"));
	assert_false(header_type_is("text/html5", "text/html"));
	assert_false(header_type_is(NULL, "text/html"));
}

/* --- limits, on a clock of our own ----------------------------------------- */

static struct limit
limit_of(double per_second, unsigned concurrency)
{
	struct http_limits start = { per_second, concurrency };
	struct limit l;

	limit_init(&l, &start, 3, 1, 42);
	return l;
}

/* A request that is answered at once. */
static void
one_request(struct limit *l, double now)
{
	uint64_t number = limit_start(l);

	limit_sent(l, number, now);
	limit_end(l, number, now);
}

/* The most requests that leave in any span of that length, if each is made as
 * soon as it may be. */
static unsigned
busiest(struct limit *l, double seconds)
{
	double times[2000];
	unsigned most = 0, n;
	double now = 0;

	for (size_t i = 0; i < LEN(times); i++) {
		now = fmax(now, limit_ready_at(l));
		times[i] = now;
		one_request(l, now);
	}
	for (size_t i = 0; i < LEN(times); i++) {
		for (n = 0;
		     i + n < LEN(times) && times[i + n] < times[i] + seconds;
		     n++)
			;
		most = n > most ? n : most;
	}
	return most;
}

static void
never_more_than_the_rate_in_any_interval(void **state)
{
	struct limit five = limit_of(5, 16), third = limit_of(1 / 3.0, 1);
	struct limit odd = limit_of(2.5, 16), learned = limit_of(1, 1);

	(void)state;
	assert_int_equal(busiest(&five, 1), 5);
	assert_int_equal(busiest(&third, 3), 1);
	assert_in_range(busiest(&odd, 2), 1, 5);
	/* DataCite's: more than is remembered. */
	limit_learn(&learned, "1000", "5m", NULL, false);
	assert_in_range(busiest(&learned, 300), 700, 1000);
}

static void
a_rate_counts_from_when_a_request_arrived(void **state)
{
	struct limit l = limit_of(1, 2);
	uint64_t number = limit_start(&l);
	double now = 10;

	(void)state;
	/* It is still connecting, or on its way: nobody knows when it will arrive. */
	assert_true(isinf(limit_ready_at(&l)));
	limit_sent(&l, number, 7);
	assert_true(isinf(limit_ready_at(&l)));
	/* It may have arrived just before it was answered. */
	limit_replied(&l, number, 8.5);
	assert_true(limit_ready_at(&l) >= 9.5);
	limit_end(&l, number, 9);
	assert_true(limit_ready_at(&l) >= 9.5);
	assert_true(limit_ready_at(&l) < 9.6);
	/* The service needs half a second for each, so that is not waited for. */
	for (int i = 0; i < 10; i++) {
		now = limit_ready_at(&l);
		number = limit_start(&l);
		limit_sent(&l, number, now);
		limit_replied(&l, number, now + 0.5);
		limit_end(&l, number, now + 0.5);
	}
	assert_true(limit_ready_at(&l) >= now + 1);
	assert_true(limit_ready_at(&l) < now + 1.1);
	/* What takes longer was delivered later. */
	now = limit_ready_at(&l);
	number = limit_start(&l);
	limit_sent(&l, number, now);
	limit_replied(&l, number, now + 0.8);
	limit_end(&l, number, now + 0.8);
	assert_true(limit_ready_at(&l) >= now + 1.3);
}

/* A busy machine: some are delivered late. Whatever that does, and however many are
 * under way, the service sees no more than it allows in any interval. */
static void
late_deliveries_make_no_two_come_too_close(void **state)
{
	enum { AT_ONCE = 3, REQUESTS = 3000 };
	struct limit l = limit_of(3, AT_ONCE);
	static double arrivals[REQUESTS];
	uint64_t numbers[AT_ONCE];
	double over[AT_ONCE] = { 0 };
	bool busy[AT_ONCE] = { false };
	unsigned seed = 1;
	double now = 0;
	size_t n = 0;

	(void)state;
	while (n < REQUESTS) {
		size_t free = AT_ONCE, first = 0;

		for (size_t i = 0; i < AT_ONCE; i++) {
			if (!busy[i])
				free = i;
			else if (!busy[first] || over[i] < over[first])
				first = i;
		}
		if (free < AT_ONCE && limit_ready_at(&l) < HUGE_VAL) {
			double late;

			now = fmax(now, limit_ready_at(&l));
			seed = seed * 1103515245 + 12345;
			late = (seed >> 16) % 10 ? 0.001 : 0.6;
			numbers[free] = limit_start(&l);
			limit_sent(&l, numbers[free], now);
			arrivals[n++] = now + late;
			over[free] = now + late + 0.2;
			busy[free] = true;
		} else {
			now = fmax(now, over[first]);
			limit_replied(&l, numbers[first], now);
			limit_end(&l, numbers[first], now);
			busy[first] = false;
		}
	}
	for (size_t i = 0; i < n; i++) {
		unsigned within = 0;

		for (size_t k = 0; k < n; k++)
			within += arrivals[k] >= arrivals[i] &&
				  arrivals[k] < arrivals[i] + 1;
		assert_in_range(within, 1, 3);
	}
}

static void
what_never_left_counts_too(void **state)
{
	struct limit l = limit_of(1, 1);
	uint64_t number = limit_start(&l);

	(void)state;
	limit_end(&l, number, 5);
	assert_true(limit_ready_at(&l) >= 6);
}

static void
redirects_on_the_same_host_count_too(void **state)
{
	struct limit l = limit_of(2, 1);
	uint64_t number;

	(void)state;
	one_request(&l, 5);
	assert_true(limit_ready_at(&l) <= 5);
	number = limit_go_on(&l);
	limit_sent(&l, number, 5);
	limit_replied(&l, number, 5);
	assert_true(limit_ready_at(&l) >= 6);
}

static void
too_many_makes_slower_and_answers_faster_again(void **state)
{
	struct limit l = limit_of(1, 1), told = limit_of(1, 1);
	double before;

	(void)state;
	one_request(&l, 0);
	before = limit_ready_at(&l);
	limit_too_many(&l);
	assert_true(limit_ready_at(&l) > 1.2 * before);
	for (int i = 0; i < 100; i++)
		limit_too_many(&l);
	assert_true(limit_ready_at(&l) < 11 * before);
	for (int i = 0; i < 1000; i++)
		limit_answered(&l);
	assert_true(limit_ready_at(&l) <= before);
	/* Who announces what it allows is believed. */
	limit_learn(&told, "1", "1s", NULL, false);
	one_request(&told, 0);
	limit_too_many(&told);
	assert_true(limit_ready_at(&told) <= before);
}

static void
http_is_for_this_machine(void **state)
{
	static const char *const plain[] = { "http://api.crossref.org/works",
		"HTTP://192.168.1.2/x", "http://10.0.0.1/", "http://[fe80::1]/",
		"http://127.0.0.1.example/", "http://localhost.example/" };
	static const char *const not_plain[] = { "https://api.crossref.org/",
		"http://127.0.0.1:8080/x", "http://127.3.2.1/", "http://[::1]/",
		"http://localhost/", "http://a.localhost:1/" };

	(void)state;
	for (size_t i = 0; i < LEN(plain); i++)
		assert_true(address_is_plain(plain[i]));
	for (size_t i = 0; i < LEN(not_plain); i++)
		assert_false(address_is_plain(not_plain[i]));
}

static void
concurrency_is_kept(void **state)
{
	struct limit l = limit_of(100, 2);
	uint64_t first = limit_start(&l);

	(void)state;
	limit_sent(&l, first, 0);
	assert_true(limit_ready_at(&l) <= 0);
	limit_sent(&l, limit_start(&l), 0);
	assert_true(isinf(limit_ready_at(&l)));
	limit_end(&l, first, 0);
	assert_true(limit_ready_at(&l) <= 0);
}

static void
limits_follow_announcements_up_and_down(void **state)
{
	struct limit l = limit_of(1, 1);

	(void)state;
	limit_learn(&l, "10", "1s", "3", false);
	assert_int_equal(l.count, 10);
	assert_int_equal(l.concurrency, 3);
	limit_learn(&l, "2", "1s", "1", false);
	assert_int_equal(l.count, 2);
	assert_int_equal(l.concurrency, 1);
	/* Nothing announced, or nonsense: nothing changes. */
	limit_learn(&l, NULL, NULL, NULL, false);
	limit_learn(&l, "-1", "1s", "0", false);
	limit_learn(&l, "many", "1s", "NaN", false);
	assert_int_equal(l.count, 2);
	assert_int_equal(l.concurrency, 1);
	/* Nobody means a thousand at once. */
	limit_learn(&l, "5", NULL, "1000", false);
	assert_int_equal(l.count, 5);
	assert_float_equal(l.interval, 1, 1e-4);
	assert_int_equal(l.concurrency, LIMIT_CONCURRENCY_MAX);
}

static void
another_host_can_only_tighten_limits(void **state)
{
	struct limit l = limit_of(5, 2);

	(void)state;
	limit_learn(&l, "50", "1s", "9", true);
	assert_int_equal(l.count, 5);
	assert_int_equal(l.concurrency, 2);
	limit_learn(&l, "2", "1s", "1", true);
	assert_int_equal(l.count, 2);
	assert_int_equal(l.concurrency, 1);
}

static void
backs_off_twice_and_then_is_down(void **state)
{
	struct limit l = limit_of(10, 1), again = limit_of(10, 1);

	(void)state;
	limit_failed(&l, 0, 1, -1);
	assert_true(limit_ready_at(&l) >= 1 + 2);
	assert_true(limit_ready_at(&l) <= 1 + 2.5);
	limit_failed(&l, 4, 5, -1);
	assert_true(limit_ready_at(&l) >= 5 + 8);
	assert_true(limit_ready_at(&l) <= 5 + 10);
	assert_false(l.down);
	limit_failed(&l, 20, 21, -1);
	assert_true(l.down);
	/* Jitter, but for one client always the same. */
	limit_failed(&again, 0, 1, -1);
	limit_failed(&again, 4, 5, -1);
	assert_true(limit_ready_at(&again) == l.paused_until);
}

static void
an_answer_forgives_failures(void **state)
{
	struct limit l = limit_of(10, 1);

	(void)state;
	for (int i = 0; i < 10; i++) {
		limit_failed(&l, i * 100, i * 100 + 1, -1);
		limit_failed(&l, i * 100 + 20, i * 100 + 21, -1);
		limit_answered(&l);
	}
	assert_false(l.down);
}

static void
failures_at_one_time_are_one(void **state)
{
	struct limit l = limit_of(10, 3);

	(void)state;
	limit_failed(&l, 0, 1, -1);
	limit_failed(&l, 0, 1.1, -1);
	limit_failed(&l, 0, 1.2, -1);
	assert_false(l.down);
	assert_int_equal(l.strikes, 1);
}

static void
retry_after_is_obeyed_within_reason(void **state)
{
	struct limit l = limit_of(10, 1), hours = limit_of(10, 1);
	struct limit zero = limit_of(10, 1);

	(void)state;
	limit_failed(&l, 0, 1, 30);
	assert_float_equal(limit_ready_at(&l), 31, 1e-4);
	limit_failed(&zero, 0, 1, 0);
	assert_float_equal(limit_ready_at(&zero), 2, 1e-4);
	limit_failed(&hours, 0, 1, 7200);
	assert_true(hours.down);
}

/* --- addresses ------------------------------------------------------------- */

static const struct {
	const char *host;
	enum address_kind want;
} hosts[] = {
	{ "127.0.0.1", ADDRESS_LOCAL },
	{ "127.255.1.2", ADDRESS_LOCAL },
	{ "10.1.2.3", ADDRESS_LOCAL },
	{ "172.16.0.1", ADDRESS_LOCAL },
	{ "172.31.255.255", ADDRESS_LOCAL },
	{ "172.32.0.1", ADDRESS_PUBLIC },
	{ "192.168.1.1", ADDRESS_LOCAL },
	{ "192.169.1.1", ADDRESS_PUBLIC },
	{ "169.254.169.254", ADDRESS_LOCAL }, /* metadata of cloud machines */
	{ "100.64.0.1", ADDRESS_LOCAL },
	{ "100.128.0.1", ADDRESS_PUBLIC },
	{ "0.0.0.0", ADDRESS_LOCAL },
	{ "224.0.0.1", ADDRESS_LOCAL },
	{ "255.255.255.255", ADDRESS_LOCAL },
	{ "8.8.8.8", ADDRESS_PUBLIC },
	{ "192.0.2.1", ADDRESS_PUBLIC },
	{ "[::1]", ADDRESS_LOCAL },
	{ "::", ADDRESS_LOCAL },
	{ "[fe80::1%25eth0]", ADDRESS_LOCAL },
	{ "[fd00::1]", ADDRESS_LOCAL },
	{ "[ff02::1]", ADDRESS_LOCAL },
	{ "[::ffff:127.0.0.1]", ADDRESS_LOCAL },
	{ "[::ffff:8.8.8.8]", ADDRESS_PUBLIC },
	{ "[64:ff9b::10.0.0.1]", ADDRESS_LOCAL },
	{ "[2002:7f00:1::]", ADDRESS_LOCAL },
	{ "[2606:4700::1111]", ADDRESS_PUBLIC },
	{ "localhost", ADDRESS_LOCAL },
	{ "LOCALHOST.", ADDRESS_LOCAL },
	{ "a.localhost", ADDRESS_LOCAL },
	{ "notlocalhost", ADDRESS_NAME },
	{ "api.crossref.org", ADDRESS_NAME },
	{ "127.0.0.1.example.org", ADDRESS_NAME },
	{ "", ADDRESS_NAME },
};

static void
knows_local_addresses(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(hosts); i++)
		if (address_of_host(hosts[i].host) != hosts[i].want)
			fail_msg("%s", hosts[i].host);
}

static const struct {
	const char *from, *to;
	bool local, allowed;
} redirects[] = {
	{ "https://doi.org/10.1/x",
	    "https://api.crossref.org/v1/works/10.1%2Fx", false, true },
	{ "http://doi.org/10.1/x", "https://doi.org/10.1/x", false, false },
	{ "HTTPS://a.example/", "https://b.example/", false, true },
	{ "http://a.example/", "http://b.example/", false, true },
	{ "https://a.example/works?query=x", "https://b.example/v1?query=x",
	    false, true },
	{ "https://a.example/works?query=x", "https://a.example/works", false,
	    false },
	{ "https://a.example/works?query=x",
	    "https://a.example/works?query=", false, false },
	{ "https://a.example/works?query=x",
	    "https://a.example/works?query=x&page=2", false, false },
	{ "https://doi.org/10.1/x", "http://doi.org/10.1/x", false, false },
	{ "https://doi.org/", "ftp://doi.org/", false, false },
	{ "https://doi.org/", "file:///etc/passwd", false, false },
	{ "https://doi.org/", "gopher://doi.org/", false, false },
	{ "https://doi.org/", "https://127.0.0.1/", false, false },
	{ "http://doi.org/", "http://localhost:8080/", false, false },
	{ "http://doi.org/", "http://[::1]/", false, false },
	{ "http://doi.org/", "http://2130706433/", false, false },
	{ "http://doi.org/", "http://0x7f.1/", false, false },
	{ "http://doi.org/", "http://169.254.169.254/latest/", false, false },
	{ "http://127.0.0.1:99/a", "http://127.0.0.1:98/b", true, true },
	{ "http://127.0.0.1/", "http://192.168.1.9/", true, true },
	{ "http://127.0.0.1/", "http://192.0.2.1/", true, false },
	{ "http://127.0.0.1/", "", true, false },
};

static void
redirects_stay_on_their_side(void **state)
{
	(void)state;
	for (size_t i = 0; i < LEN(redirects); i++) {
		const char *why = address_refuse_redirect(
		    redirects[i].from, redirects[i].to, redirects[i].local);

		if (!why != redirects[i].allowed)
			fail_msg("%s -> %s: %s", redirects[i].from,
			    redirects[i].to, why ? why : "allowed");
	}
}

/* --- cache keys ------------------------------------------------------------ */

static const struct {
	const char *url, *want;
} keys[] = {
	{ "https://a.org/works", "https://a.org/works" },
	{ "https://a.org/works?mailto=me@b.org", "https://a.org/works" },
	{ "https://a.org/works?q=x&mailto=me@b.org&rows=5",
	    "https://a.org/works?q=x&rows=5" },
	{ "https://a.org/w?API_KEY=s3cret&q=x", "https://a.org/w?q=x" },
	{ "https://a.org/w?email=a@b&tool=t&token=t&key=k&access_token=x",
	    "https://a.org/w" },
	{ "https://a.org/w?mailtoo=1&q=mailto=2#part",
	    "https://a.org/w?mailtoo=1&q=mailto=2" },
	{ "https://a.org/w?&&q=x&", "https://a.org/w?q=x" },
	{ "https://a.org/w#part", "https://a.org/w" },
	{ "https://a.org/w?q=a?b", "https://a.org/w?q=a?b" },
};

static void
cache_keys_do_not_say_who_asks(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < LEN(keys); i++)
		assert_string_equal(
		    cache_key(&a, keys[i].url, NULL), keys[i].want);
	assert_string_equal(
	    cache_key(&a, "http://localhost/search", "10.1000/182"),
	    "http://localhost/search#10.1000/182");
	arena_release(&a);
}

static void
only_answers_are_kept(void **state)
{
	struct span body = SPAN_LIT("{}"), none = { NULL, 0 };

	(void)state;
	assert_true(cache_may_keep(200, "application/json", body));
	assert_true(cache_may_keep(200, NULL, body));
	assert_true(cache_may_keep(404, "text/html", none));
	assert_false(cache_may_keep(200, "text/html; charset=utf-8", body));
	assert_false(cache_may_keep(200, "application/json", none));
	assert_false(cache_may_keep(400, "application/json", body));
	assert_false(cache_may_keep(403, "application/json", body));
}

/* --- content codings --------------------------------------------------------- */

static const char text[] = "{\"status\":\"ok\"} and some more, and more, "
			   "and some more, and some more of the same";

/* window as for deflateInit2(): 31 gzip, 15 zlib, -15 bare. */
static size_t
pack(unsigned char *out, size_t size, int window)
{
	z_stream z = { 0 };
	size_t len;

	assert_int_equal(
	    deflateInit2(&z, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY),
	    Z_OK);
	z.next_in = (z_const Bytef *)text;
	z.avail_in = sizeof(text);
	z.next_out = out;
	z.avail_out = (uInt)size;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	len = size - z.avail_out;
	deflateEnd(&z);
	return len;
}

/* Decode in pieces of that size: 1 whole, 0 not whole, -1 damaged. */
static int
unpack(struct sbuf *out, const char *coding, const unsigned char *in,
    size_t len, size_t piece)
{
	struct decode d;
	bool ok = decode_init(&d, coding);

	sbuf_reset(out);
	out->full = false;
	for (size_t at = 0; ok && at < len; at += piece)
		ok = decode_add(&d, out,
		    (struct span){ (const char *)in + at,
			len - at < piece ? len - at : piece });
	if (ok)
		ok = decode_end(&d);
	else
		len = 0;
	decode_release(&d);
	return ok ? 1 : len ? 0 : -1;
}

static const struct {
	const char *coding;
	int window;
} codings[] = {
	{ "gzip", 31 },
	{ "x-gzip", 31 },
	{ "GZIP", 31 },
	{ "deflate", 15 },
	{ "deflate", -15 },
};

static void
decodes_gzip_and_both_deflates_in_any_pieces(void **state)
{
	unsigned char packed[512];
	struct sbuf out = SBUF_INIT;

	(void)state;
	for (size_t i = 0; i < LEN(codings); i++) {
		size_t len = pack(packed, sizeof(packed), codings[i].window);

		for (size_t piece = 1; piece <= len; piece += 7) {
			assert_int_equal(
			    unpack(&out, codings[i].coding, packed, len, piece),
			    1);
			assert_int_equal(out.len, sizeof(text));
			assert_memory_equal(out.buf, text, sizeof(text));
		}
	}
	sbuf_release(&out);
}

static void
notices_a_stream_that_stops_anywhere(void **state)
{
	unsigned char packed[512];
	struct sbuf out = SBUF_INIT;

	(void)state;
	for (size_t i = 0; i < LEN(codings); i++) {
		size_t len = pack(packed, sizeof(packed), codings[i].window);

		for (size_t cut = 1; cut < len; cut++)
			assert_int_equal(
			    unpack(&out, codings[i].coding, packed, cut, 100),
			    0);
	}
	sbuf_release(&out);
}

static void
damage_and_strange_codings_are_noticed(void **state)
{
	unsigned char packed[512];
	struct sbuf out = SBUF_INIT;
	size_t len = pack(packed, sizeof(packed), 31);

	(void)state;
	assert_int_equal(unpack(&out, "br", packed, len, 100), -1);
	assert_int_equal(unpack(&out, "gzip, gzip", packed, len, 100), -1);
	packed[len - 6] ^= 0x40; /* the checksum */
	assert_int_equal(unpack(&out, "gzip", packed, len, 100), -1);
	assert_int_equal(
	    unpack(&out, "gzip", (const unsigned char *)text, 20, 100), -1);
	/* Nothing at all is an empty body. */
	assert_int_equal(unpack(&out, "gzip", packed, 0, 100), 1);
	sbuf_release(&out);
}

static void
members_of_gzip_follow_one_another(void **state)
{
	unsigned char packed[1024];
	struct sbuf out = SBUF_INIT;
	size_t len = pack(packed, 512, 31);

	(void)state;
	len += pack(packed + len, 512, 31);
	assert_int_equal(unpack(&out, "gzip", packed, len, 100), 1);
	assert_int_equal(out.len, 2 * sizeof(text));
	packed[len] = packed[len + 1] = 0; /* padding */
	assert_int_equal(unpack(&out, "gzip", packed, len + 2, 2000), 1);
	sbuf_release(&out);
}

static void
a_small_bomb_fills_no_memory(void **state)
{
	unsigned char packed[512];
	struct sbuf out = SBUF_INIT;
	size_t len = pack(packed, sizeof(packed), 31);

	(void)state;
	out.limit = 10;
	unpack(&out, "gzip", packed, len, 1000);
	assert_true(out.full);
	assert_int_equal(out.len, 10);
	sbuf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(retry_after_is_seconds_or_a_date),
		cmocka_unit_test(intervals_have_units),
		cmocka_unit_test(media_types_are_compared_without_parameters),
		cmocka_unit_test(never_more_than_the_rate_in_any_interval),
		cmocka_unit_test(a_rate_counts_from_when_a_request_arrived),
		cmocka_unit_test(late_deliveries_make_no_two_come_too_close),
		cmocka_unit_test(what_never_left_counts_too),
		cmocka_unit_test(redirects_on_the_same_host_count_too),
		cmocka_unit_test(
		    too_many_makes_slower_and_answers_faster_again),
		cmocka_unit_test(http_is_for_this_machine),
		cmocka_unit_test(concurrency_is_kept),
		cmocka_unit_test(limits_follow_announcements_up_and_down),
		cmocka_unit_test(another_host_can_only_tighten_limits),
		cmocka_unit_test(backs_off_twice_and_then_is_down),
		cmocka_unit_test(an_answer_forgives_failures),
		cmocka_unit_test(failures_at_one_time_are_one),
		cmocka_unit_test(retry_after_is_obeyed_within_reason),
		cmocka_unit_test(knows_local_addresses),
		cmocka_unit_test(redirects_stay_on_their_side),
		cmocka_unit_test(cache_keys_do_not_say_who_asks),
		cmocka_unit_test(only_answers_are_kept),
		cmocka_unit_test(decodes_gzip_and_both_deflates_in_any_pieces),
		cmocka_unit_test(notices_a_stream_that_stops_anywhere),
		cmocka_unit_test(damage_and_strange_codings_are_noticed),
		cmocka_unit_test(members_of_gzip_follow_one_another),
		cmocka_unit_test(a_small_bomb_fills_no_memory),
	};

	return cmocka_run_group_tests_name("http rules", tests, NULL, NULL);
}
