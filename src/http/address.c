#include "http/address.h"
#include "base/text.h"
#include "http/libcurl.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>

#include "base/banned.h"

/* RFC 6890 and the IANA special-purpose registries; the documentation blocks
 * are left out: nothing answers there. */
static const struct {
	uint32_t net;
	unsigned bits;
} local_v4[] = {
	{ 0x00000000, 8 },  /* 0.0.0.0/8 this host */
	{ 0x0a000000, 8 },  /* 10.0.0.0/8 private */
	{ 0x64400000, 10 }, /* 100.64.0.0/10 shared */
	{ 0x7f000000, 8 },  /* 127.0.0.0/8 loopback */
	{ 0xa9fe0000, 16 }, /* 169.254.0.0/16 link-local */
	{ 0xac100000, 12 }, /* 172.16.0.0/12 private */
	{ 0xc0000000, 24 }, /* 192.0.0.0/24 protocol assignments */
	{ 0xc0a80000, 16 }, /* 192.168.0.0/16 private */
	{ 0xc6120000, 15 }, /* 198.18.0.0/15 benchmarking */
	{ 0xe0000000, 3 },  /* 224.0.0.0/3 multicast, reserved, broadcast */
};

static enum address_kind
kind_of_v4(const unsigned char *b)
{
	uint32_t address = (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 |
			   (uint32_t)b[2] << 8 | b[3];
	size_t i;

	for (i = 0; i < sizeof(local_v4) / sizeof(local_v4[0]); i++)
		if ((address ^ local_v4[i].net) >> (32 - local_v4[i].bits) == 0)
			return ADDRESS_LOCAL;
	return ADDRESS_PUBLIC;
}

static enum address_kind
kind_of_v6(const unsigned char *b)
{
	static const unsigned char zero[15], mapped[12] = { [10] = 0xff, 0xff };
	static const unsigned char nat64[12] = { 0, 0x64, 0xff, 0x9b };

	if (!memcmp(b, mapped, 12) || !memcmp(b, nat64, 12))
		return kind_of_v4(b + 12);
	if (b[0] == 0x20 && b[1] == 0x02) /* 6to4: 2002:V4::/48 */
		return kind_of_v4(b + 2);
	if (!memcmp(b, zero, 12)) /* ::, ::1, and ::/96 of old */
		return ADDRESS_LOCAL;
	if ((b[0] & 0xfe) == 0xfc || b[0] == 0xff ||
	    (b[0] == 0xfe && (b[1] & 0x80) == 0x80))
		return ADDRESS_LOCAL; /* fc00::/7, ff00::/8, fe80::/9 */
	return ADDRESS_PUBLIC;
}

enum address_kind
address_of_host(const char *host)
{
	struct span s = span_of(host);
	unsigned char bytes[16];
	char text[INET6_ADDRSTRLEN];
	size_t n;

	if (s.len && s.ptr[0] == '[') {
		s = span_skip(s, 1);
		if (s.len && s.ptr[s.len - 1] == ']')
			s.len--;
	}
	for (n = 0; n < s.len && s.ptr[n] != '%'; n++)
		; /* a zone, "fe80::1%eth0", is no part of the address */
	if (n < sizeof(text)) {
		memcpy(text, s.ptr, n);
		text[n] = '\0';
		if (inet_pton(AF_INET, text, bytes) == 1)
			return kind_of_v4(bytes);
		if (inet_pton(AF_INET6, text, bytes) == 1)
			return kind_of_v6(bytes);
	}
	if (s.len && s.ptr[s.len - 1] == '.')
		s.len--;
	/* RFC 6761, 6.3 */
	if (text_eq_nocase(s, "localhost") ||
	    (s.len > 10 &&
		text_eq_nocase(span_skip(s, s.len - 10), ".localhost")))
		return ADDRESS_LOCAL;
	return ADDRESS_NAME;
}

/* Parts of a URL; what it has not is NULL. */
struct parts {
	CURLU *u;
	char *scheme, *host, *query;
};

static bool
parts_read(struct parts *p, const char *url, unsigned flags)
{
	*p = (struct parts){ .u = libcurl() ? libcurl()->url() : NULL };
	return p->u && !libcurl()->url_set(p->u, CURLUPART_URL, url, flags) &&
	       !libcurl()->url_get(p->u, CURLUPART_SCHEME, &p->scheme, 0) &&
	       !libcurl()->url_get(p->u, CURLUPART_HOST, &p->host, 0) &&
	       (!libcurl()->url_get(p->u, CURLUPART_QUERY, &p->query, 0) ||
		   true);
}

static void
parts_release(struct parts *p)
{
	if (!p->u)
		return;
	libcurl()->free(p->scheme);
	libcurl()->free(p->host);
	libcurl()->free(p->query);
	libcurl()->url_cleanup(p->u);
}

/* The question is in the query. To another question the answer would be "none",
 * or somebody else's work. */
static bool
keeps_query(const struct parts *from, const struct parts *to)
{
	return !from->query || (to->query && !strcmp(from->query, to->query));
}

static const char *
refuse(const struct parts *from, const struct parts *to, bool base_is_local)
{
	enum address_kind kind = address_of_host(to->host);

	if (!text_eq_nocase(span_of(to->scheme), "http") &&
	    !text_eq_nocase(span_of(to->scheme), "https"))
		return "redirected to something that is not HTTP";
	if (!text_eq_nocase(span_of(from->scheme), to->scheme))
		return text_eq_nocase(span_of(to->scheme), "http")
			   ? "redirected from https to http"
			   : "redirected from http to https: its URL should "
			     "begin with https";
	if (base_is_local && kind == ADDRESS_PUBLIC)
		return "redirected out of the local network";
	if (!base_is_local && kind == ADDRESS_LOCAL)
		return "redirected into the local network";
	if (!keeps_query(from, to))
		return "redirected to where something else would be asked";
	return NULL;
}

const char *
address_refuse_redirect(const char *from, const char *to, bool base_is_local)
{
	struct parts a, b = { 0 };
	const char *why = "redirected to a bad address";

	/* CURLU_NON_SUPPORT_SCHEME: so that ftp: gets its own message. */
	if (parts_read(&a, from, 0) &&
	    parts_read(&b, to, CURLU_NON_SUPPORT_SCHEME))
		why = refuse(&a, &b, base_is_local);
	parts_release(&a);
	parts_release(&b);
	return why;
}

static bool
has_part(CURLU *u, CURLUPart part)
{
	char *text = NULL;
	bool has = !libcurl()->url_get(u, part, &text, 0);

	libcurl()->free(text);
	return has;
}

const char *
address_refuse_base(const char *url)
{
	struct parts p = { 0 };
	const char *why = "is no address of a service";

	if (!libcurl())
		return "cannot be used: there is no libcurl";
	for (const char *c = url; *c; c++)
		if (*c <= ' ' || *c == 0x7f)
			return "has blanks in it";
	if (!parts_read(&p, url, CURLU_NON_SUPPORT_SCHEME) || !*p.host)
		why = "does not begin with https:// and a host";
	else if (!text_eq_nocase(span_of(p.scheme), "http") &&
		 !text_eq_nocase(span_of(p.scheme), "https"))
		why = "is not an http or https address";
	else if (has_part(p.u, CURLUPART_USER) ||
		 has_part(p.u, CURLUPART_PASSWORD))
		why = "has a user's name in it, which messages would show";
	else if (p.query || has_part(p.u, CURLUPART_FRAGMENT))
		why = "has a '?' or '#' in it: it is what requests begin with";
	else
		why = NULL;
	parts_release(&p);
	return why;
}

static bool
is_loopback(const char *host)
{
	struct span s = span_of(host);
	unsigned char bytes[16];
	static const unsigned char v6[16] = { [15] = 1 };

	if (s.len > 2 && s.ptr[0] == '[')
		s = span_sub(s, 1, s.len - 1);
	if (address_of_host(host) != ADDRESS_LOCAL)
		return false;
	if (s.len < INET6_ADDRSTRLEN) {
		char text[INET6_ADDRSTRLEN];

		memcpy(text, s.ptr, s.len);
		text[s.len] = '\0';
		if (inet_pton(AF_INET, text, bytes) == 1)
			return bytes[0] == 127;
		if (inet_pton(AF_INET6, text, bytes) == 1)
			return !memcmp(bytes, v6, 16);
	}
	return true; /* the name of this machine */
}

bool
address_is_plain(const char *url)
{
	struct parts p;
	bool plain = parts_read(&p, url, 0) &&
		     text_eq_nocase(span_of(p.scheme), "http") &&
		     !is_loopback(p.host);

	parts_release(&p);
	return plain;
}
