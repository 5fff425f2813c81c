#ifndef HTTP_ADDRESS_H
#define HTTP_ADDRESS_H

#include <stdbool.h>

/*
 * Which network a request may end up in. A redirect of a public service to an
 * address inside the user's own network would let it read there (and a
 * local mirror's redirect would send out what was meant to stay).
 */
enum address_kind {
	ADDRESS_PUBLIC,
	ADDRESS_LOCAL, /* loopback, private, link-local, and all that no public
			  service has: RFC 6890 */
	ADDRESS_NAME,  /* a host name: only its look-up will tell */
};

/* Of a host as it stands in a URL, IPv6 with or without brackets; or of an
 * address as text. */
enum address_kind address_of_host(const char *host);

/*
 * May a redirect lead from the URL from to the URL to? Both absolute. NULL if
 * so, else why not. Not to another scheme, not between a public and a local
 * network, and not without the query that was asked. Names are not looked up here.
 */
const char *address_refuse_redirect(
    const char *from, const char *to, bool base_is_local);

/* Why a URL cannot be what those of a service begin with, or NULL: it is not http or
 * https, has no host, a query (where would the path go?), or a user's name or
 * password, which messages and caches would show. */
const char *address_refuse_base(const char *url);

/* Is it http to a host that is not this machine's own (RFC 6761, "localhost", or a
 * loopback address)? */
bool address_is_plain(const char *url);

#endif
