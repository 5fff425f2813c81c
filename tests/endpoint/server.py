#!/usr/bin/env python3
"""Loopback metadata services, for tests: see README.md beside this file.

    server.py --corpus FILE.jsonl [--fault SPEC]... [--log FILE] --port 0

serves /crossref, /doi, /crosscite, /datacite, /arxiv, /openlibrary, /openalex,
/europepmc, /eutils, /dblp, /googlebooks, /semanticscholar and /translation on
127.0.0.1 and prints the port. Python 3.8 or later, standard library only.
"""

import argparse
import gc
import gzip
import http.server
import json
import os
import select
import socket
import sys
import threading
import time
import zlib
from urllib.parse import parse_qsl, urlsplit

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

# pylint: disable=wrong-import-position
import arxiv                                                    # noqa: E402
import corpus as corpora                                        # noqa: E402
import crossref                                                 # noqa: E402
import datacite                                                 # noqa: E402
import dblp                                                     # noqa: E402
import doi_org                                                  # noqa: E402
import europepmc                                                # noqa: E402
import eutils                                                   # noqa: E402
import faults as fault_table                                    # noqa: E402
import googlebooks                                              # noqa: E402
import limits as limit_table                                    # noqa: E402
import openalex                                                 # noqa: E402
import openlibrary                                              # noqa: E402
import semanticscholar                                          # noqa: E402
import translation                                              # noqa: E402
from answer import Answer, Request                              # noqa: E402

# name -> (what answers, which pool of limits a request counts in)
SERVICES = {
    "crossref": (crossref.answer, crossref.pool),
    "doi": (doi_org.answer, lambda request: ""),
    "crosscite": (doi_org.crosscite, lambda request: ""),
    "landing": (doi_org.landing, lambda request: ""),
    "datacite": (datacite.answer, datacite.pool),
    "arxiv": (arxiv.answer, lambda request: ""),
    "openlibrary": (openlibrary.answer, lambda request: ""),
    "openalex": (openalex.answer, lambda request: ""),
    "europepmc": (europepmc.answer, lambda request: ""),
    "eutils": (eutils.answer, eutils.pool),
    "dblp": (dblp.answer, lambda request: ""),
    "googlebooks": (googlebooks.answer, googlebooks.pool),
    "semanticscholar": (semanticscholar.answer, semanticscholar.pool),
    "translation": (translation.answer, lambda request: ""),
}
VARIANTS = ["component", "fakes", "wrapped", "reversed", "validators",
            "title-case-headers", "no-gzip"]
REASONS = {200: "OK", 302: "Found", 304: "Not Modified",
           307: "Temporary Redirect", 400: "Bad Request", 403: "Forbidden",
           404: "Not Found", 406: "Not Acceptable", 408: "Request Timeout",
           429: "Too Many Requests", 500: "Server Error", 502: "Bad Gateway",
           503: "Service Unavailable", 504: "Gateway Time-out"}
BIG = 1024      # from here on bodies are sent compressed, if they may be


class World:
    """What all connections share."""

    def __init__(self, options):
        self.corpus = corpora.Corpus(options.corpus)
        self.faults = fault_table.Faults(options.fault)
        self.limits = limit_table.Limits(options.time_scale, options.slack)
        for text in options.limit:
            self.limits.change(text)
        self.variants = set(options.variant)
        self.scale = options.time_scale
        self.budget = self.budget_left = options.budget
        self.latency = options.latency / 1000
        self.started = time.monotonic()
        self.lock = threading.Lock()
        self.log_file = open(options.log, "w", encoding="utf-8") \
            if options.log else None
        self.log = []
        self.connections = 0

    def note(self, entry):
        with self.lock:
            self.log.append(entry)
            if self.log_file:
                self.log_file.write(json.dumps(entry) + "\n")
                self.log_file.flush()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    world = None

    def setup(self):
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self.world.lock:
            self.world.connections += 1
            self.number = self.world.connections

    def handle(self):
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            pass                # the client went away: its right

    def log_message(self, *args):
        pass

    def do_POST(self):
        length = int(self.headers.get("content-length") or "0")
        if length > 1 << 20:
            self.close_connection = True
            self.send(Answer(413, "text/plain", "Too much.\n"))
            return
        self.do_GET(self.rfile.read(length).decode("utf-8", "replace"))

    def do_GET(self, body=""):
        parts = urlsplit(self.path)
        first, slash, rest = parts.path.lstrip("/").partition("/")
        if first == "_control":
            self.control(rest, dict(parse_qsl(parts.query)))
            return
        request = Request(slash + rest, parse_qsl(parts.query, True),
                          {k.lower(): v for k, v in self.headers.items()},
                          "http://" + self.headers.get("host", "127.0.0.1"),
                          self.command, body)
        request.raw = self.path[1 + len(first):]
        if first not in SERVICES:
            self.send(Answer(404, "text/plain", "No such service here.\n"))
            return
        self.serve(first, request)

    def serve(self, service, request):
        world = self.world
        answer_for, pool_of = SERVICES[service]
        name = pool_of(request)
        arrived = time.monotonic() - world.started
        pool, over, at_once = world.limits.enter(service, name)
        fault = None
        try:
            if world.latency:
                time.sleep(world.latency)
            if over:
                answer = fault_table.too_many(
                    service, "1" if service == "crossref" else None)
            else:
                answer = answer_for(world.corpus, request, world.variants)
                fault = world.faults.take(service, self.path,
                                          request.body)
            if fault and fault.name in fault_table.ANSWERS:
                make = fault_table.ANSWERS[fault.name]
                answer = make(service, fault.value, answer, request)
            if answer.cost is not None:
                answer, over = self.charge(service, answer, over)
            if pool:
                answer.headers.update(pool.headers(name))
            if "validators" in world.variants and answer.status == 200:
                answer = validated(answer, request)
            entry = {"time": round(arrived, 4), "service": service,
                     "pool": name, "path": self.path, "at_once": at_once,
                     "connection": self.number, "status": answer.status,
                     "method": request.method, "body": request.body,
                     "over_limit": over,
                     "fault": fault.name if fault else None,
                     "headers": request.headers}
            world.note(entry)
            if fault and fault.name in fault_table.TRANSPORT:
                self.break_down(fault, answer)
            else:
                # Before the client can have it, and so ask for the next.
                world.limits.leave(pool)
                pool = None
                self.send(answer)
                entry["sent"] = round(time.monotonic() - world.started, 4)
        finally:
            world.limits.leave(pool)

    def charge(self, service, answer, over):
        """A day's budget: what costs more than is left is refused."""
        world = self.world
        with world.lock:
            cost, limit = answer.cost, world.budget
            if cost > world.budget_left:
                answer = fault_table.too_many(service)
                over, cost = True, 0
            world.budget_left -= cost
            left = world.budget_left
        answer.headers.update({
            "x-ratelimit-limit": str(limit),
            "x-ratelimit-remaining": str(left),
            "x-ratelimit-limit-usd": "%g" % (limit / 10000),
            "x-ratelimit-remaining-usd": "%g" % (left / 10000),
            "x-ratelimit-cost-usd": "%g" % (cost / 10000),
            "x-ratelimit-credits-used": str(cost),
            "x-ratelimit-prepaid-remaining-usd": "0",
            "x-ratelimit-onetime-remaining": "0",
            "x-ratelimit-reset": "43200"})
        return answer, over

    # --- sending -----------------------------------------------------------

    def head(self, answer, more):
        lines = ["HTTP/1.1 %d %s" % (answer.status,
                                     REASONS.get(answer.status, "Whatever"))]
        headers = {"date": self.date_time_string(), "connection": "keep-alive"}
        if answer.content_type is not None:
            headers["content-type"] = answer.content_type
        headers.update(answer.headers)
        headers.update(more)
        title = "title-case-headers" in self.world.variants
        lines += ["%s: %s" % (k.title() if title else k, v)
                  for k, v in headers.items()]
        if headers["connection"] == "close":
            self.close_connection = True
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def takes_gzip(self):
        return "gzip" in self.headers.get("accept-encoding", "") and \
            "no-gzip" not in self.world.variants

    def send(self, answer):
        body, more = answer.body, {}
        if answer.status == 304:
            self.wfile.write(self.head(answer, {}))
            return
        if answer.status == 200 and len(body) >= BIG and self.takes_gzip():
            body = gzip.compress(body, 6, mtime=0)
            more = {"content-encoding": "gzip",
                    "content-length": str(len(body))}
        elif answer.chunked:
            more = {"transfer-encoding": "chunked"}
            body = (b"%x\r\n%s\r\n" % (len(body), body) if body
                    else b"") + b"0\r\n\r\n"
        else:
            more = {"content-length": str(len(body))}
        self.wfile.write(self.head(answer, more) + body)

    def pause(self, seconds):
        """Sleep, but not longer than the client is there."""
        until = time.monotonic() + seconds
        while True:
            left = until - time.monotonic()
            if left <= 0:
                return True
            ready, _, _ = select.select([self.connection], [], [], left)
            if ready and not self.connection.recv(1, socket.MSG_PEEK):
                return False

    def break_down(self, fault, answer):
        """Faults of the transport. All end the connection but "slow"."""
        kind, body = fault.name, answer.body
        value = float(fault.value) if fault.value else None
        scale = self.world.scale
        if kind == "slow":
            if self.pause((10 if value is None else value) * scale):
                self.send(answer)
            return
        self.close_connection = True
        packed = gzip.compress(body, 6, mtime=0)
        if kind == "never":
            self.pause(3600)
        elif kind == "not-http":
            self.wfile.write(b"SSH-2.0-OpenSSH_9.2p1\r\n")
        elif kind == "endless-header":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            line = b"etag: \"%s\"\r\n" % (b"x" * 1000)
            for _ in range(1 << 20):
                self.wfile.write(line * 64)
        elif kind == "short-body":
            self.wfile.write(self.head(answer, {
                "content-length": str(len(body) + 100)}) + body)
        elif kind == "truncated-chunks":
            self.wfile.write(self.head(answer, {
                "transfer-encoding": "chunked"}) +
                b"%x\r\n%s" % (len(body), body[:len(body) // 2]))
        elif kind == "truncated-gzip":
            # The length is right: only the stream inside is not whole.
            half = packed[:len(packed) // 2]
            self.wfile.write(self.head(answer, {
                "content-encoding": "gzip",
                "content-length": str(len(half))}) + half)
        elif kind == "garbage-gzip":
            self.wfile.write(self.head(answer, {
                "content-encoding": "gzip",
                "content-length": str(len(body))}) + body)
        elif kind == "unknown-coding":
            self.wfile.write(self.head(answer, {
                "content-encoding": "br",
                "content-length": str(len(body))}) + body)
        elif kind in ("deflate", "raw-deflate"):
            pack = zlib.compressobj(wbits=15 if kind == "deflate" else -15)
            packed = pack.compress(body) + pack.flush()
            self.wfile.write(self.head(answer, {
                "content-encoding": "deflate",
                "content-length": str(len(packed))}) + packed)
        elif kind == "trickle":
            self.wfile.write(self.head(answer, {
                "content-length": str(len(body))}))
            for n in range(len(body)):
                if not self.pause((1 if value is None else value) * scale):
                    break
                self.wfile.write(body[n:n + 1])
        elif kind in ("endless", "endless-gzip"):
            self.endless(answer, kind == "endless-gzip")
        # "closed": nothing at all

    def endless(self, answer, packed):
        block = b" " * 65536
        more = {"transfer-encoding": "chunked"}
        pack = zlib.compressobj(9, wbits=31)
        if packed:
            more["content-encoding"] = "gzip"
        self.wfile.write(self.head(answer, more))
        for _ in range(1 << 16):        # 4 GiB are endless enough
            piece = pack.compress(block) if packed else block
            if piece:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))

    # --- control -----------------------------------------------------------

    def control(self, what, query):
        """/_control/...: change things in mid-run, read the log."""
        world = self.world
        try:
            if what == "fault":
                world.faults.add(query["add"])
            elif what == "limit":
                world.limits.change(query["set"])
            elif what == "budget":
                world.budget_left = int(query["left"])
            elif what == "variant":
                if query["name"] not in VARIANTS:
                    raise ValueError("no such variant")
                change = world.variants.discard if query.get("off") \
                    else world.variants.add
                change(query["name"])
            elif what == "reset":
                world.faults.clear()
                world.variants.clear()
                world.budget_left = world.budget
                with world.lock:
                    world.log.clear()
                world.limits = limit_table.Limits(world.limits.scale,
                                                  world.limits.slack)
            elif what == "now":
                now = time.monotonic() - world.started
                self.send(Answer(200, "application/json", json.dumps(now),
                                 chunked=False))
                return
            elif what != "log":
                raise ValueError("no such control: " + what)
        except (KeyError, ValueError) as error:
            self.send(Answer(400, "text/plain", "%s\n" % error))
            return
        with world.lock:
            text = json.dumps(world.log)
        self.send(Answer(200, "application/json",
                         text if what == "log" else "{}", chunked=False))


def validated(answer, request):
    """ETag and Last-Modified on everything, and what is asked with them."""
    etag = '"%08x"' % crossref.hash_of(answer.body.decode("utf-8", "replace"))
    date = "Tue, 16 Jun 2026 13:04:51 GMT"
    if request.header("if-none-match") == etag or (
            not request.header("if-none-match") and
            request.header("if-modified-since") == date):
        return Answer(304, None, "", dict(answer.headers, etag=etag))
    answer.headers.update({"etag": etag, "last-modified": date})
    return answer


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


def watch_stdin():
    """End with the program that started us, however it ended."""
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)


def expire(seconds):
    time.sleep(seconds)
    os._exit(0)


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--corpus", action="append", required=True,
                   help="CSL-JSON lines; may be given more than once")
    p.add_argument("--port", type=int, default=0)
    p.add_argument("--log", help="requests as JSON lines")
    p.add_argument("--fault", action="append", default=[],
                   help="SERVICE:NAME[=VALUE][:once|thrice|ever|N][@PATH]")
    p.add_argument("--limit", action="append", default=[],
                   help="SERVICE[/POOL]=REQUESTS/SECONDS/AT-ONCE[@AFTER]")
    p.add_argument("--variant", action="append", default=[],
                   choices=VARIANTS)
    p.add_argument("--time-scale", type=float, default=1,
                   help="factor on limits' intervals and faults' waits")
    p.add_argument("--slack", type=float, default=0.1,
                   help="part of an interval that requests may come early")
    p.add_argument("--latency", type=float, default=0,
                   help="milliseconds that an answer takes")
    p.add_argument("--budget", type=int, default=1000,
                   help="credits of OpenAlex's a day")
    p.add_argument("--exit-with-stdin", action="store_true",
                   help="end when standard input does")
    p.add_argument("--lifetime", type=float, default=900,
                   help="seconds after which to end in any case")
    options = p.parse_args()
    try:
        Handler.world = World(options)
    except (OSError, ValueError) as error:
        sys.exit("server.py: %s" % error)
    # Arrivals are told apart by milliseconds, while others are being answered:
    # looking through all records for what is garbage would take forty.
    gc.freeze()
    sys.setswitchinterval(0.0002)
    server = Server(("127.0.0.1", options.port), Handler)
    print(server.server_address[1], flush=True)
    if options.exit_with_stdin:
        threading.Thread(target=watch_stdin, daemon=True).start()
    threading.Thread(target=expire, args=(options.lifetime,),
                     daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
