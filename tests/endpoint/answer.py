"""What a service says to one request, before faults and limits touch it."""

import json


class Answer:
    def __init__(self, status, content_type, body, headers=None,
                 chunked=True):
        self.status = status
        self.content_type = content_type    # None: no such header
        self.body = body.encode() if isinstance(body, str) else body
        self.headers = dict(headers or {})
        self.chunked = chunked              # no content-length
        self.cost = None                    # of a day's budget: OpenAlex


class Request:
    def __init__(self, path, query, headers, base, method="GET", body=""):
        self.method = method
        self.body = body            # what was posted
        self.path = path            # behind the service's prefix, still encoded
        self.query = query          # [(name, value)], decoded
        self.headers = headers      # names in small letters
        self.base = base            # "http://127.0.0.1:PORT"

    def get(self, name, default=None):
        for key, value in self.query:
            if key == name:
                return value
        return default

    def header(self, name):
        return self.headers.get(name, "")


def dump(value, slashes=False):
    """JSON without blanks; Crossref's writer escapes every slash."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("/", "\\/") if slashes else text
