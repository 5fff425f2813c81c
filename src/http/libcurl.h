#ifndef HTTP_LIBCURL_H
#define HTTP_LIBCURL_H

#include "base/err.h"

#include <curl/curl.h>

/*
 * libcurl, loaded when it is first needed and not with the program: it brings thirty
 * other libraries (TLS, Kerberos, LDAP, ...), whose loading takes longer than a list
 * of references takes that is read without the network.
 */
struct libcurl {
#define LIBCURL_FUNCTION(type, name, parameters) type(*name) parameters;
#include "http/libcurl.def"
#undef LIBCURL_FUNCTION
};

/*
 * Its functions, valid until the end of the program, for all threads; NULL if it is
 * not there or lacks one of them.
 */
const struct libcurl *libcurl(void);
/* Say why libcurl() gave NULL, and what to do. ERR_IO. */
int libcurl_missing(struct err *err);

#endif
