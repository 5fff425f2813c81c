"""The services' limits, enforced: requests in a sliding window, and at once.

Figures as announced in 2026: Crossref by pool in its headers, arXiv's terms,
DataCite's and Open Library's documentation.
"""

import collections
import re
import threading
import time

# service -> pool -> (requests, seconds, at once or None, announced in headers)
FIGURES = {
    "crossref": {"public-single": (5, 1, 1, True),
                 "public-array": (1, 1, 1, True),
                 "polite-single": (10, 1, 3, True),
                 "polite-array": (3, 1, 3, True)},
    "arxiv": {"": (1, 3, 1, False)},
    "datacite": {"identified": (1000, 300, None, False),
                 "anonymous": (500, 300, None, False)},
    "openlibrary": {"": (180, 60, None, False)},
    # NCBI's; OpenAlex has a budget besides; a key of Semantic Scholar's; what
    # else is published nowhere is set low here, as a polite client would be.
    "eutils": {"anonymous": (3, 1, None, False), "key": (10, 1, None, False)},
    "openalex": {"": (100, 1, None, False)},
    "semanticscholar": {"shared": (1, 1, 1, False), "key": (1, 1, 1, False)},
    "europepmc": {"": (10, 1, None, False)},
    "dblp": {"": (1, 1, 1, False)},
    "googlebooks": {"shared": (0, 60, None, False), "key": (60, 60, None, False)},
    "translation": {"": (5, 1, None, False)},
}


class Pool:
    def __init__(self, figures):
        self.count, self.seconds, self.at_once, self.announced = figures
        self.arrivals = collections.deque()
        self.running = 0
        self.seen = 0
        self.later = []         # (after so many requests, count, s, at once)

    def headers(self, name):
        if not self.announced:
            return {}
        seconds = ("%g" % self.seconds) + "s"
        out = {"x-api-pool": name, "x-rate-limit-limit": "%g" % self.count,
               "x-rate-limit-interval": seconds}
        if self.at_once:
            out["x-concurrency-limit"] = str(self.at_once)
        return out


class Limits:
    def __init__(self, scale, slack):
        self.lock = threading.Lock()
        self.scale, self.slack = scale, slack
        self.pools = {(service, name): Pool(figures)
                      for service, pools in FIGURES.items()
                      for name, figures in pools.items()}

    def change(self, text):
        """SERVICE[/POOL]=REQUESTS/SECONDS/AT-ONCE[@AFTER]"""
        m = re.fullmatch(r"([a-z]+)(?:/([a-z-]+))?=([\d.]+)/([\d.]+)/(\d+)"
                         r"(?:@(\d+))?", text)
        pool = self.pools.get((m[1], m[2] or "")) if m else None
        if not pool:
            raise ValueError("no such limit: %s (form: SERVICE[/POOL]="
                             "REQUESTS/SECONDS/AT-ONCE[@AFTER])" % text)
        figures = (float(m[3]), float(m[4]), int(m[5]) or None)
        with self.lock:
            pool.later.append((int(m[6] or 0),) + figures)
            self.settle(pool)

    @staticmethod
    def settle(pool):
        for change in list(pool.later):
            if pool.seen >= change[0]:
                pool.count, pool.seconds, pool.at_once = change[1:]
                pool.later.remove(change)

    def enter(self, service, name):
        """A request came: (pool or None, is it too much, how many at once)."""
        with self.lock:
            pool = self.pools.get((service, name))
            if not pool:
                return None, False, 1
            now = time.monotonic()
            pool.seen += 1
            self.settle(pool)
            pool.running += 1
            window = pool.seconds * self.scale * (1 - self.slack)
            while pool.arrivals and pool.arrivals[0] <= now - window:
                pool.arrivals.popleft()
            over = len(pool.arrivals) >= pool.count
            over = over or bool(pool.at_once and pool.running > pool.at_once)
            pool.arrivals.append(now)
            return pool, over, pool.running

    def leave(self, pool):
        if pool:
            with self.lock:
                pool.running -= 1
