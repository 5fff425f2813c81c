"""What goes wrong at services, on demand: see README.md for the list."""

import collections
import email.utils
import random
import re
import threading
import time

from answer import Answer
import arxiv
import eutils
import googlebooks
import semanticscholar

HTML = "text/html"


def gateway(status, reason):
    """awselb/2.0's own page, line ends and all."""
    return "".join(line + "\r\n" for line in (
        "<html>", "<head><title>%d %s</title></head>" % (status, reason),
        "<body>", "<center><h1>%d %s</h1></center>" % (status, reason),
        "</body>", "</html>"))


EXCEPTION = (
    '{"status":"error","message-type":"exception","message-version":"1.0.0",'
    '"message":{"name":"class clojure.lang.ExceptionInfo","description":'
    '"clojure.lang.ExceptionInfo: Response Exception '
    'qbits.spandex.Response@40533e24","message":"Response Exception",'
    '"stack":["clojure.core$ex_info.invokeStatic(core.clj:4617)",'
    '"clojure.core$ex_info.invoke(core.clj:4617)"]}}')

ANUBIS = """<!doctype html><html lang="en"><head>
<title>Making sure you&#39;re not a bot!</title>
<script id="anubis_challenge" type="application/json">{"rules":\
{"algorithm":"fast","difficulty":4}}</script></head>
<body><p>Loading...</p></body></html>
"""

CLOUDFLARE = """<!DOCTYPE html><html lang="en-US"><head>
<title>Just a moment...</title></head><body>
<noscript>Enable JavaScript and cookies to continue</noscript>
<script>(function(){window._cf_chl_opt={cType:'managed'};}());</script>
</body></html>
"""

# The body of a service's 429.
TOO_MANY = {
    "crossref": (HTML, "<html><body><h1>429 Too Many Requests</h1>\n"
                 "You have sent too many requests in a given amount of time.\n"
                 "</body></html>"),
    "arxiv": ("text/plain", "Rate exceeded."),
    "datacite": ("application/json; charset=utf-8",
                 '{"errors":[{"status":"429","title":"Too many requests."}]}'),
}
TOO_MANY.update({
    "eutils": ("application/json", eutils.TOO_MANY),
    "semanticscholar": ("application/json", semanticscholar.TOO_MANY),
    "googlebooks": ("application/json; charset=UTF-8", googlebooks.QUOTA),
    "dblp": (HTML, "<h1>429 Too Many Requests</h1>\n"),
    "openalex": ("application/json", '{"error":"Rate limit exceeded",'
                 '"message":"Insufficient budget."}'),
})
TOO_MANY_ELSE = (HTML, gateway(429, "Too Many Requests"))


def too_many(service, retry_after=None):
    content_type, body = TOO_MANY.get(service, TOO_MANY_ELSE)
    headers = {"connection": "close"} if service == "crossref" else {}
    if retry_after is not None:
        headers["retry-after"] = retry_after
    return Answer(429, content_type, body, headers)


def http_date(seconds):
    return email.utils.formatdate(time.time() + seconds, usegmt=True)


def with_body(answer, change):
    answer.body = change(answer.body)
    return answer


# Faults that are another answer: name -> f(service, value, answer, request).
# value is what stands behind "=" in the fault's specification, or None.
ANSWERS = {
    "429": lambda s, v, a, r: too_many(s, v or "2"),
    "429-date": lambda s, v, a, r: too_many(s, http_date(float(v or "2"))),
    "429-bare": lambda s, v, a, r: too_many(s),
    "403": lambda s, v, a, r: Answer(403, HTML, gateway(403, "Forbidden")),
    "408": lambda s, v, a, r: Answer(408, HTML, ""),
    "500": lambda s, v, a, r: Answer(500, "application/json", EXCEPTION, {
        "exception-name": "class clojure.lang.ExceptionInfo"}),
    "502": lambda s, v, a, r: Answer(502, HTML, gateway(502, "Bad Gateway")),
    "503": lambda s, v, a, r: Answer(
        503, HTML, gateway(503, "Service Temporarily Unavailable"),
        {"retry-after": v} if v else {}),
    "504": lambda s, v, a, r: Answer(504, HTML,
                                     gateway(504, "Gateway Time-out"),
                                     chunked=False),
    "challenge": lambda s, v, a, r: Answer(200, "text/html; charset=utf-8",
                                           ANUBIS),
    "challenge-cloudflare": lambda s, v, a, r: Answer(
        200, "text/html; charset=UTF-8", CLOUDFLARE,
        {"server": "cloudflare", "cf-mitigated": "challenge"}),
    "empty": lambda s, v, a, r: with_body(a, lambda b: b""),
    "bom": lambda s, v, a, r: with_body(a, lambda b: b"\xef\xbb\xbf" + b),
    "nan": lambda s, v, a, r: with_body(
        a, lambda b: re.sub(rb'"(reference-count|publicationYear)":\d+',
                            rb'"\1":NaN', b)),
    "not-json": lambda s, v, a, r: with_body(a, lambda b: b[:len(b) // 2]),
    "no-content-type": lambda s, v, a, r: Answer(
        a.status, None, a.body, a.headers),
    "error-feed": lambda s, v, a, r: arxiv.error_feed(
        v or "incorrect id format for abc", 200),
    "error-feed-400": lambda s, v, a, r: arxiv.error_feed(
        v or "incorrect id format for abc", 400),
    "redirect-loop": lambda s, v, a, r: Answer(
        302, HTML, "", {"location": r.base + "/" + s + r.raw}),
    # The question gets lost on the way: what is there answers another one.
    "redirect-elsewhere": lambda s, v, a, r: Answer(
        302, HTML, "", {"location": r.base + "/" + s + r.path}),
    "redirect-ftp": lambda s, v, a, r: Answer(
        302, HTML, "", {"location": v or "ftp://127.0.0.1/pub/x"}),
    "redirect-file": lambda s, v, a, r: Answer(
        302, HTML, "", {"location": "file:///etc/passwd"}),
    # 192.0.2.0/24 is for documentation (RFC 5737): nothing answers there.
    "redirect-foreign": lambda s, v, a, r: Answer(
        302, HTML, "", {"location": v or "http://192.0.2.1/elsewhere"}),
    "redirect-nowhere": lambda s, v, a, r: Answer(302, HTML, ""),
    # One that leads on: together with "once", a chain.
    "redirect-again": lambda s, v, a, r: Answer(
        307, HTML, "", {"location": "/" + s + r.raw}),
    "not-modified": lambda s, v, a, r: Answer(304, None, ""),
}

# Faults of the transport: server.py does them.
TRANSPORT = {"closed", "short-body", "truncated-gzip", "truncated-chunks",
             "garbage-gzip", "slow", "trickle", "never", "endless",
             "endless-gzip", "unknown-coding", "deflate", "raw-deflate",
             "not-http", "endless-header"}

NAMES = sorted(set(ANSWERS) | TRANSPORT)
# Not one fault but any, for a part of the requests: random=PART[,SEED].
RANDOM = "random"
TIMES = {"once": 1, "thrice": 3, "ever": -1}


SERVICES = ("crossref", "doi", "crosscite", "landing", "datacite", "arxiv",
            "openlibrary", "openalex", "europepmc", "eutils", "dblp",
            "googlebooks", "semanticscholar", "translation")


class Fault:
    """SERVICE:NAME[=VALUE][:TIMES][@PATH]; SERVICE "*" is every one."""

    def __init__(self, text):
        m = re.fullmatch(r"(?:(\*|%s):)?([a-z0-9-]+)(?:=([^@]*?))?"
                         r"(?::(once|thrice|ever|\d+))?(?:@(.+))?"
                         % "|".join(SERVICES), text)
        if not m or m[2] not in NAMES + [RANDOM]:
            raise ValueError("no such fault: %s (there are: %s)"
                             % (text, " ".join(NAMES + [RANDOM])))
        self.service = m[1] or "*"
        self.name, self.value = m[2], m[3]
        times = m[4] or "ever"
        self.left = TIMES[times] if times in TIMES else int(times)
        self.path = m[5]
        if self.name == RANDOM:
            part, _, self.seed = (self.value or "").partition(",")
            self.part, self.times = float(part), collections.Counter()

    def drawn(self, service, path, body):
        """Itself; of a random one, what falls to the request, or None: the
        same whatever else is asked meanwhile, another when it is tried again.
        """
        if self.name != RANDOM:
            return self
        request = (service, path, body)
        self.times[request] += 1
        draw = random.Random("%s %r %d" % (
            self.seed, request, self.times[request]))
        if draw.random() >= self.part:
            return None
        return Fault(draw.choice(NAMES))

    def takes(self, service, path):
        if not self.left or self.service not in ("*", service):
            return False
        if self.path and self.path not in path:
            return False
        if self.left > 0:
            self.left -= 1
        return True


class Faults:
    def __init__(self, specifications):
        self.lock = threading.Lock()
        self.list = [Fault(text) for text in specifications]

    def add(self, text):
        fault = Fault(text)
        with self.lock:
            self.list.append(fault)

    def clear(self):
        with self.lock:
            self.list.clear()

    def take(self, service, path, body=""):
        with self.lock:
            for fault in self.list:
                if fault.takes(service, path):
                    return fault.drawn(service, path, body)
        return None
