#include "http/transfer.h"
#include "base/text.h"
#include "http/address.h"
#include "http/header.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"

/* No header that we read is longer in earnest, and no answer has more of them
 * in all. */
enum { HEADER_MAX = 4096, HEADERS_MAX = 256 * 1024 };

/* Bytes a second below which an answer does not come any more. */
static const long SPEED_MIN = 16;

static const struct {
	const char *name;
	size_t member;
} wanted_headers[] = {
#define HEADER(name, member)                                    \
	{                                                       \
		name, offsetof(struct transfer_headers, member) \
	}
	HEADER("content-type", content_type),
	HEADER("content-encoding", content_encoding),
	HEADER("etag", etag),
	HEADER("last-modified", last_modified),
	HEADER("retry-after", retry_after),
	HEADER("date", date),
	HEADER("x-rate-limit-limit", rate_limit),
	HEADER("x-rate-limit-interval", rate_interval),
	HEADER("x-concurrency-limit", concurrency_limit),
	HEADER("x-ratelimit-remaining", budget_left),
	HEADER("x-ratelimit-credits-used", budget_cost),
	HEADER("x-ratelimit-reset", budget_reset),
#undef HEADER
};

/* The types of libcurl's callbacks have few const. */
/* NOLINTBEGIN(readability-non-const-parameter) */
static size_t
on_header(char *data, size_t size, size_t n, void *ctx)
{
	struct transfer *t = ctx;
	struct span line = { data, size * n }, name;
	const char **member;
	size_t i, colon = 0;

	t->header_bytes += line.len;
	if (t->header_bytes > HEADERS_MAX) {
		t->failure = "the answer's header does not end";
		t->refused = true;
		return 0;
	}
	/* A new status line: what came before was "100 Continue" or the like. */
	if (text_starts_nocase(line, "HTTP/")) {
		t->headers = (struct transfer_headers){ 0 };
		return line.len;
	}
	while (colon < line.len && line.ptr[colon] != ':')
		colon++;
	if (colon == line.len || line.len > HEADER_MAX || t->body_started)
		return line.len;
	name = span_sub(line, 0, colon);
	for (i = 0; i < sizeof(wanted_headers) / sizeof(wanted_headers[0]);
	     i++) {
		if (!text_eq_nocase(name, wanted_headers[i].name))
			continue;
		member = (const char **)((char *)&t->headers +
					 wanted_headers[i].member);
		*member = arena_strdup_span(
		    &t->arena, text_trim(span_skip(line, colon + 1)));
	}
	return line.len;
}

static size_t
on_body(char *data, size_t size, size_t n, void *ctx)
{
	struct transfer *t = ctx;
	struct span piece = { data, size * n };

	if (!t->body_started) {
		t->body_started = true;
		if (!decode_init(&t->decode, t->headers.content_encoding)) {
			t->failure = "answered in an unknown content coding";
			return CURL_WRITEFUNC_ERROR;
		}
	}
	if (!decode_add(&t->decode, &t->body, piece)) {
		t->failure = "the compressed answer is damaged";
		return CURL_WRITEFUNC_ERROR;
	}
	if (t->body.full) {
		t->failure = "the answer is too big";
		t->refused = true;
		return CURL_WRITEFUNC_ERROR;
	}
	return piece.len;
}

/* Is a proxy of the environment between us and the address? Then addresses
 * that we see are the proxy's own. */
static bool
through_proxy(void)
{
	static const char *const names[] = { "http_proxy", "https_proxy",
		"HTTPS_PROXY", "all_proxy", "ALL_PROXY" };
	const char *value;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		value = getenv(names[i]);
		if (value && *value)
			return true;
	}
	return false;
}

/* An address about to be used: learn what the base is, and hold redirects to
 * their own side. */
static bool
may_use(struct transfer *t, const char *address)
{
	bool local = address_of_host(address) == ADDRESS_LOCAL;

	if (t->redirects == 0) {
		t->base_is_local = local;
		return true;
	}
	if (local == t->base_is_local)
		return true;
	t->refused = true;
	t->failure = local ? "redirected into the local network"
			   : "redirected out of the local network";
	return false;
}

/* Before connecting: nothing at all goes to a refused address. */
static curl_socket_t
on_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct transfer *t = ctx;
	char text[INET6_ADDRSTRLEN] = "";
	const void *bytes = NULL;

	(void)purpose;
	if (address->family == AF_INET)
		bytes = &((struct sockaddr_in *)&address->addr)->sin_addr;
	else if (address->family == AF_INET6)
		bytes = &((struct sockaddr_in6 *)&address->addr)->sin6_addr;
	if (!bytes || !inet_ntop(address->family, bytes, text, sizeof(text)) ||
	    (!through_proxy() && !may_use(t, text)))
		return CURL_SOCKET_BAD;
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
	    address->protocol);
}

/* Before each request, also on a connection that was there already. */
static int
on_leave(void *ctx, char *their_address, char *our_address, int their_port,
    int our_port)
{
	struct transfer *t = ctx;

	(void)our_address;
	(void)their_port;
	(void)our_port;
	if (!through_proxy() && !may_use(t, their_address))
		return CURL_PREREQFUNC_ABORT;
	/* libcurl asks once more by itself, and at once, when a connection that
	 * it kept ends without an answer: whether and when is not its affair. */
	if (t->left) {
		t->failure = "the connection was closed without an answer";
		return CURL_PREREQFUNC_ABORT;
	}
	t->left = true;
	if (!t->other_host && t->sent)
		t->sent(t->sent_ctx);
	return CURL_PREREQFUNC_OK;
}

/* NOLINTEND(readability-non-const-parameter) */

static void
add_line(struct transfer *t, const char *line)
{
	struct curl_slist *longer =
	    libcurl()->slist_append(t->request_headers, line);

	if (!longer)
		die_oom(strlen(line));
	t->request_headers = longer;
}

static void
add_header(struct transfer *t, const char *name, const char *value)
{
	if (value)
		add_line(t, arena_printf(&t->arena, "%s: %s", name, value));
}

/* The URL as it goes out: with the parameter that nobody else sees. */
static const char *
url_on_wire(struct transfer *t)
{
	const char *secret = t->request->secret_parameter;

	if (!secret)
		return t->url;
	return arena_printf(&t->arena, "%s%c%s", t->url,
	    strchr(t->url, '?') ? '&' : '?', secret);
}

void
transfer_init(struct transfer *t, const struct http_options *options,
    const struct http_request *request, const char *etag,
    const char *last_modified, double now)
{
	*t = (struct transfer){ .options = options,
		.request = request,
		.body = SBUF_INIT,
		.started_at = now,
		.ends_at = now + (double)options->total_timeout_ms / 1000 };
	t->body.limit = options->max_body;
	t->url = arena_strdup(&t->arena, request->url);
	add_header(t, "Accept", request->accept);
	add_header(t, "If-None-Match", etag);
	add_header(t, "If-Modified-Since", last_modified);
	/* Ours, and not CURLOPT_ACCEPT_ENCODING: see decode.h. */
	add_header(t, "Accept-Encoding", DECODE_ACCEPT);
	if (request->body)
		add_header(t, "Content-Type", request->body_type);
	if (request->secret_header)
		add_line(t, request->secret_header);
}

/* A proxy can do nothing for an address of this machine. */
static bool
is_local_url(const char *url)
{
	CURLU *u = libcurl()->url();
	char *host = NULL;
	bool local = false;

	if (u && !libcurl()->url_set(u, CURLUPART_URL, url, 0) &&
	    !libcurl()->url_get(u, CURLUPART_HOST, &host, 0))
		local = address_of_host(host) == ADDRESS_LOCAL;
	libcurl()->free(host);
	libcurl()->url_cleanup(u);
	return local;
}

static bool
set_options(struct transfer *t, CURL *e, long left_ms)
{
	const struct http_options *o = t->options;
	bool ok = true;

#define SET(option, value) \
	(ok = ok &&        \
	      libcurl()->easy_setopt(e, CURLOPT_##option, value) == CURLE_OK)
	SET(URL, url_on_wire(t));
	if (t->request->body)
		SET(POSTFIELDS, t->request->body);
	SET(PROTOCOLS_STR, "http,https");
	SET(REDIR_PROTOCOLS_STR, "http,https");
	SET(FOLLOWLOCATION, 0L);
	SET(SSL_VERIFYPEER, 1L);
	SET(SSL_VERIFYHOST, 2L);
	SET(SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	SET(NETRC, (long)CURL_NETRC_IGNORED);
	/* http_client_run() holds SIGPIPE back, in its own thread only. */
	SET(NOSIGNAL, 1L);
	/* Or a time-out, and Ctrl-C, would wait for a name server that does not
	 * answer. */
	SET(QUICK_EXIT, 1L);
	SET(USERAGENT, o->user_agent ? o->user_agent : "refmend");
	SET(HTTPHEADER, t->request_headers);
	SET(CONNECTTIMEOUT_MS, o->connect_timeout_ms);
	SET(TIMEOUT_MS, left_ms);
	SET(LOW_SPEED_LIMIT, SPEED_MIN);
	SET(LOW_SPEED_TIME, (o->stall_timeout_ms + 999) / 1000);
	/* The coding is undone here; libcurl must not. */
	SET(HTTP_CONTENT_DECODING, 0L);
	SET(HEADERFUNCTION, on_header);
	SET(HEADERDATA, t);
	SET(WRITEFUNCTION, on_body);
	SET(WRITEDATA, t);
	SET(OPENSOCKETFUNCTION, on_socket);
	SET(OPENSOCKETDATA, t);
	SET(PREREQFUNCTION, on_leave);
	SET(PREREQDATA, t);
	SET(ERRORBUFFER, t->curl_message);
	SET(PRIVATE, t);
	SET(PROXY, is_local_url(t->url) ? "" : NULL);
#undef SET
	return ok;
}

bool
transfer_begin(struct transfer *t, CURLM *multi, double now)
{
	double left = (t->ends_at - now) * 1000;

	t->headers = (struct transfer_headers){ 0 };
	t->status = 0;
	t->body_started = t->left = false;
	t->curl_message[0] = '\0';
	sbuf_reset(&t->body);
	decode_release(&t->decode);
	if (left < 1) {
		t->failure = "timed out";
		t->timed_out = true;
		return false;
	}
	if (!t->easy)
		t->easy = libcurl()->easy_init();
	if (!t->easy)
		die_oom(0);
	if (t->redirects == 0 && is_local_url(t->url))
		t->base_is_local = true;
	if (!set_options(t, t->easy, (long)left) ||
	    libcurl()->multi_add_handle(multi, t->easy) != CURLM_OK) {
		t->failure = "not a URL that can be asked";
		t->refused = true;
		return false;
	}
	return true;
}

/* Of the statuses that mean "not now"; others say themselves by number. */
static const struct {
	int status;
	const char *text;
} status_texts[] = {
	{ 408, "408 Request Timeout" },
	{ 425, "425 Too Early" },
	{ 429, "429 Too Many Requests" },
	{ 500, "500 Internal Server Error" },
	{ 502, "502 Bad Gateway" },
	{ 503, "503 Service Unavailable" },
	{ 504, "504 Gateway Timeout" },
};

static const char *
status_text(struct transfer *t)
{
	size_t i;

	for (i = 0; i < sizeof(status_texts) / sizeof(status_texts[0]); i++)
		if (status_texts[i].status == t->status)
			return status_texts[i].text;
	return arena_printf(&t->arena, "HTTP status %d", t->status);
}

static enum transfer_result
failed(struct transfer *t, CURLcode code)
{
	if (!t->failure && code == CURLE_OPERATION_TIMEDOUT) {
		t->failure = "timed out";
		t->timed_out = true;
	}
	if (!t->failure && code == CURLE_PARTIAL_FILE)
		t->failure = "the answer stops half-way";
	else if (!t->failure)
		t->failure = arena_strdup(&t->arena,
		    t->curl_message[0] ? t->curl_message
				       : libcurl()->easy_strerror(code));
	if (code == CURLE_URL_MALFORMAT)
		t->refused = true;
	return t->refused ? TRANSFER_REFUSED : TRANSFER_FAILED;
}

static enum transfer_result
refused(struct transfer *t, const char *why)
{
	t->failure = why;
	t->refused = true;
	return TRANSFER_REFUSED;
}

/* scheme://host:port of both the same? */
static bool
same_origin(const char *a, const char *b)
{
	size_t slashes = 0;

	while (*a && *a == *b) {
		slashes += *a == '/';
		if (slashes == 3)
			return true;
		a++;
		b++;
	}
	return slashes >= 2 && (!*a || *a == '/') && (!*b || *b == '/');
}

static enum transfer_result
redirected(struct transfer *t)
{
	char *to = NULL;
	const char *why;

	libcurl()->easy_getinfo(t->easy, CURLINFO_REDIRECT_URL, &to);
	if (!to)
		return refused(t, "redirected without saying where");
	if (t->request->secret_header || t->request->secret_parameter)
		return refused(t, "redirected a request that carries a key");
	if (t->request->body)
		return refused(t, "redirected a request that has a body");
	if (t->redirects == TRANSFER_REDIRECTS_MAX)
		return refused(t, "redirected too many times");
	why = address_refuse_redirect(t->url, to, t->base_is_local);
	if (why)
		return refused(t, why);
	if (!same_origin(t->url, to))
		t->other_host = true;
	t->same_host = !t->other_host;
	t->url = arena_strdup(&t->arena, to);
	t->redirects++;
	return TRANSFER_AGAIN;
}

double
transfer_took(const struct transfer *t)
{
	curl_off_t all = 0, before = 0;

	libcurl()->easy_getinfo(t->easy, CURLINFO_TOTAL_TIME_T, &all);
	libcurl()->easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME_T, &before);
	return all > before ? (double)(all - before) / 1e6 : 0;
}

enum transfer_result
transfer_end(struct transfer *t, CURLcode code)
{
	long status = 0;
	curl_off_t bytes = 0;

	libcurl()->easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	libcurl()->easy_getinfo(t->easy, CURLINFO_SIZE_DOWNLOAD_T, &bytes);
	t->status = (int)status;
	if (bytes > 0)
		t->bytes += (size_t)bytes;
	/* Whatever became of the body, the status says enough. */
	if (status == 408 || status == 425 || status == 429 || status >= 500) {
		t->failure = status_text(t);
		return TRANSFER_FAILED;
	}
	t->unreached = status == 0;
	if (code != CURLE_OK || t->failure)
		return failed(t, code);
	if (status == 301 || status == 302 || status == 303 || status == 307 ||
	    status == 308)
		return redirected(t);
	if (status < 200 || (status >= 300 && status < 400 && status != 304))
		return refused(t, status_text(t));
	if (t->body_started && !decode_end(&t->decode)) {
		t->failure = "the compressed answer stops half-way";
		return TRANSFER_FAILED;
	}
	return TRANSFER_ANSWERED;
}

double
transfer_retry_after(const struct transfer *t)
{
	double said = header_retry_after(
	    t->headers.retry_after, t->headers.date, time(NULL));

	if (said < 0 && t->status == 429)
		said = header_count(t->headers.budget_reset);
	return said;
}

bool
transfer_is_spent(const struct transfer *t)
{
	double left = header_count(t->headers.budget_left);
	double cost = header_count(t->headers.budget_cost);

	return left >= 0 && cost > 0 && left < cost;
}

struct http_request
transfer_request_copy(struct arena *a, const struct http_request *r)
{
	struct http_request out = *r;
	const char **texts[] = { &out.url, &out.accept, &out.body,
		&out.body_type, &out.secret_header, &out.secret_parameter };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (*texts[i])
			*texts[i] = arena_strdup(a, *texts[i]);
	return out;
}

void
transfer_release(struct transfer *t)
{
	libcurl()->easy_cleanup(t->easy);
	libcurl()->slist_free_all(t->request_headers);
	decode_release(&t->decode);
	sbuf_release(&t->body);
	arena_release(&t->arena);
	*t = (struct transfer){ 0 };
}
