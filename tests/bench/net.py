#!/usr/bin/env python3
"""What a run costs, and what it makes of bad services and of being killed.

    net.py WHAT CORPUS [-n REFERENCES] [--scale S] [--latency MS] [--folder F]

WHAT is speed, privacy, kill, faults, mixtures or all; CORPUS is a file of CSL-JSON
lines that the loopback services (tests/endpoint) have, and references are made
of. Prints figures, one "NAME VALUE" a line, and what is wrong as "FAILED: ...";
ends with status 1 if anything is. REFMEND is the program.
"""

import argparse
import collections
import json
import math
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
ENDPOINT = os.path.join(HERE, "..", "endpoint")
sys.path.insert(0, ENDPOINT)
sys.dont_write_bytecode = True

# pylint: disable=wrong-import-position
import faults as fault_table                                    # noqa: E402
import limits as limit_table                                    # noqa: E402

SERVICES = {"crossref": "crossref", "doi-org": "doi", "datacite": "datacite",
            "arxiv": "arxiv", "open-library": "openlibrary",
            "europe-pmc": "europepmc", "pubmed": "eutils", "dblp": "dblp",
            "openalex": "openalex", "google-books": "googlebooks",
            "semantic-scholar": "semanticscholar"}
KINDS = {"article-journal": "article", "paper-conference": "inproceedings",
         "book": "book", "chapter": "incollection", "thesis": "phdthesis",
         "report": "techreport"}
IDENTIFIERS = (("DOI", "doi"), ("arXiv", "eprint"), ("ISBN", "isbn"))
# What a document has and nobody is to see.
SECRETS = ("kept-to-myself", "where-it-was-read.example", "private-note")
# Seconds in which what was sent is there, read and kept, on a busy machine.
ARRIVES = 0.3
problems = []


def failed(text):
    problems.append(text)
    print("FAILED: " + text, flush=True)


def say(name, value):
    print("%s %s" % (name, value), flush=True)


# --- references ----------------------------------------------------------------

def tex(text):
    text = re.sub(r"<[^>]*>", "", str(text))
    return re.sub(r"([&%#_$])", r"\\\1", re.sub(r"[{}\\^~]", "", text))


def people(names):
    return " and ".join(
        "{%s}" % tex(n["literal"]) if "literal" in n else
        ", ".join(tex(n[p]) for p in ("family", "given") if n.get(p))
        for n in names)


def entry(key, record, identified):
    """A BibTeX entry of a record, with or without its identifiers."""
    kind = KINDS.get(record.get("type"), "misc")
    place = {"article": "journal"}.get(kind, "booktitle")
    fields = [("title", "{%s}" % tex(record["title"])),
              ("author", people(record.get("author") or
                                record.get("editor") or [])),
              (place, tex(record.get("container-title") or "")),
              ("volume", tex(record.get("volume") or "")),
              ("pages", tex(record.get("page") or "")),
              ("publisher", tex(record.get("publisher") or "")),
              ("year", str(record["issued"]["date-parts"][0][0])),
              ("note", "private-note"), ("annote", "kept-to-myself"),
              ("url", "https://where-it-was-read.example/%s" % key)]
    if identified:
        fields += [(name, str(record[i]).split()[0])
                   for i, name in IDENTIFIERS if record.get(i)]
        if record.get("arXiv"):
            fields.append(("archiveprefix", "arXiv"))
    return "@%s{%s,\n%s}\n" % (kind, key, "".join(
        "  %s = {%s},\n" % f for f in fields if f[1]))


def fit(record):
    parts = (record.get("issued") or {}).get("date-parts") or [[None]]
    return (record.get("title") and (record.get("author") or
                                     record.get("editor")) and
            parts[0] and isinstance(parts[0][0], int))


def wronged(record, others, draw):
    """As a careless author, or a machine, has it: a record of nobody's, another
    year, another's DOI, other people."""
    record, other = dict(record), draw.choice(others)
    kind = draw.randrange(4)
    if kind == 0:
        record["title"] = " ".join(str(record["title"]).split()[:4] +
                                   str(other["title"]).split()[-4:])
        record["author"] = other.get("author") or other.get("editor")
    elif kind == 1:
        year = record["issued"]["date-parts"][0][0]
        record["issued"] = {"date-parts": [[year - draw.randrange(2, 6)]]}
    elif kind == 2 and other.get("DOI"):
        record["DOI"] = other["DOI"]
    else:
        record["author"] = other.get("author") or other.get("editor")
    return record


def make_references(corpus, path, n, seed, wrong=0):
    """Every second one with its identifiers, as far as it has any; a part of them
    wrong."""
    with open(corpus, encoding="utf-8", newline="\n") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    records = [r for r in records if fit(r)]
    having = [r for r in records if any(r.get(i) for i, _ in IDENTIFIERS)]
    draw = random.Random(seed)
    draw.shuffle(having)
    n = min(n, len(having))
    with open(path, "w", encoding="utf-8") as out:
        out.write("kept-to-myself: text outside of all entries.\n\n")
        for i, record in enumerate(having[:n]):
            if draw.random() < wrong:
                record = wronged(record, having, draw)
            out.write(entry("r%d" % i, record, i % 2 == 0))
    return n


# --- the services and the program ------------------------------------------------

class Services:
    def __init__(self, o, folder):
        self.log = os.path.join(folder, "requests.jsonl")
        self.process = subprocess.Popen(
            [sys.executable, os.path.join(ENDPOINT, "server.py"),
             "--corpus", o.corpus, "--time-scale", str(o.scale),
             "--latency", str(o.latency), "--budget", "1000000",
             "--slack", str(o.slack),
             "--lifetime", "7200", "--exit-with-stdin", "--log", self.log],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.base = "http://127.0.0.1:%d" % int(self.process.stdout.readline())
        self.ini = os.path.join(folder, "services.ini")
        with open(self.ini, "w", encoding="utf-8") as out:
            out.write("mailto = test@example.org\nhttp.time-scale = %g\n"
                      % o.scale)
            for name, prefix in SERVICES.items():
                out.write("%s.url = %s/%s\n" % (name, self.base, prefix))
        # The services are slow at times, since this machine is: that is not
        # what is measured then.
        self.patient = os.path.join(folder, "patient.ini")
        with open(self.ini, encoding="utf-8") as f, \
                open(self.patient, "w", encoding="utf-8") as out:
            out.write(f.read() + "http.timeout = %g\nhttp.stall-timeout "
                      "= 600\nhttp.reference-timeout = %g\n"
                      "http.run-timeout = 0\n" % ((600 / o.scale,) * 2))
        self.seen = 0

    def control(self, what, **query):
        with urllib.request.urlopen("%s/_control/%s?%s" % (
                self.base, what, urllib.parse.urlencode(query))) as answer:
            return answer.read()

    def begin(self):
        """Without faults, and what came so far does not count."""
        self.control("reset")
        self.requests()

    def requests(self):
        """Those that came since the last time."""
        with open(self.log, encoding="utf-8") as lines:
            everything = [json.loads(line) for line in lines]
        new, self.seen = everything[self.seen:], len(everything)
        return new

    def log_entries(self):
        """All since begin(), and when their answers were sent."""
        self.requests()
        return json.loads(self.control("log"))

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Run:
    """One run of the program."""

    def __init__(self, services, home, paper, *options, patient=True):
        self.home = home
        env = dict(os.environ, HOME=home)
        for name in list(env):
            if name.startswith(("XDG_", "REFMEND_")):
                del env[name]
        self.out = os.path.join(home, "report")
        os.makedirs(home, exist_ok=True)
        self.started = time.monotonic()
        with open(self.out, "wb") as out, \
                open(self.out + ".err", "wb") as err:
            self.process = subprocess.Popen(
                [os.environ["REFMEND"], "check", "--config",
                 services.patient if patient else services.ini,
                 *options, paper], stdout=out, stderr=err, env=env, cwd=home)

    def wait(self, seconds=600):
        """The exit status; None if it hung."""
        until = time.monotonic() + seconds
        while True:
            pid, status, usage = os.wait4(self.process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > until:
                self.process.kill()
                os.wait4(self.process.pid, 0)
                return None
            time.sleep(0.01)
        self.seconds = time.monotonic() - self.started
        self.memory = usage.ru_maxrss
        self.cpu = usage.ru_utime + usage.ru_stime
        self.process.returncode = os.waitstatus_to_exitcode(status)
        return self.process.returncode

    def verdicts(self):
        out = {}
        with open(self.out, encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("{"):
                    each = json.loads(line)
                    if each.get("type") == "reference":
                        out[each["key"]] = each["verdict"]
        return out

    def text(self):
        with open(self.out, encoding="utf-8", errors="replace") as f:
            return f.read()


def fresh(folder, name):
    home = os.path.join(folder, name)
    shutil.rmtree(home, ignore_errors=True)
    return home


def same_request(entry_):
    return (entry_["service"], entry_["path"], entry_["body"])


def counts(verdicts):
    return " ".join("%s=%d" % pair for pair in
                    sorted(collections.Counter(verdicts.values()).items()))


def over_limit(requests):
    return sum(1 for r in requests if r["over_limit"])


def only_unresolved(what, good, bad):
    """A verdict may only become "unresolved"."""
    if set(good) != set(bad):
        failed("%s: %d references reported, not %d" % (
            what, len(bad), len(good)))
    changed = {k: (good[k], v) for k, v in bad.items()
               if k in good and v not in (good[k], "unresolved")}
    if changed:
        failed("%s: %d verdicts changed: %s" % (
            what, len(changed), sorted(changed.items())[:5]))


# --- speed -------------------------------------------------------------------------

def bound(requests, scale):
    """The seconds that the limits ask for at least: those of the busiest pool."""
    by_pool = collections.Counter(
        (r["service"], r["pool"]) for r in requests)
    out = {}
    for (service, pool), n in by_pool.items():
        figures = limit_table.FIGURES.get(service, {}).get(pool)
        if figures and figures[0]:
            out[service + ("/" + pool if pool else "")] = (
                n, (math.ceil(n / figures[0]) - 1) * figures[1] * scale)
    return out


def speed(o, services, folder, paper, n):
    run = Run(services, fresh(folder, "speed"), paper, "--json")
    status = run.wait()
    if status not in (0, 1, 4):
        failed("speed: exit status %s" % status)
    requests = services.requests()
    good = run.verdicts()
    pools = bound(requests, o.scale)
    least = max([b for _, b in pools.values()] or [0])
    say("speed.references", n)
    say("speed.verdicts", counts(good))
    say("speed.requests", len(requests))
    say("speed.requests-each", "%.3f" % (len(requests) / n))
    say("speed.seconds", "%.2f" % run.seconds)
    say("speed.least-seconds", "%.2f" % least)
    say("speed.ratio", "%.3f" % (run.seconds / least if least else 0))
    say("speed.cpu-seconds", "%.2f" % run.cpu)
    say("speed.memory-KiB", run.memory)
    say("speed.over-limit", over_limit(requests))
    for pool, (number, seconds) in sorted(pools.items()):
        times = [r["time"] for r in requests
                 if r["service"] + ("/" + r["pool"] if r["pool"] else "")
                 == pool]
        say("speed.pool." + pool, "%d requests, from %.2f to %.2f, "
            "least %.2f" % (number, min(times) - requests[0]["time"],
                            max(times) - requests[0]["time"], seconds))
    # Elsewhere it only tells what is right.
    if over_limit(requests) and o.what in ("speed", "all"):
        failed("speed: %d requests over the limits" % over_limit(requests))
    twice = [k for k, c in collections.Counter(
        same_request(r) for r in requests
        if not r["over_limit"]).items() if c > 1]
    if twice:
        failed("speed: %d requests made twice: %s" % (len(twice), twice[0]))
    again = Run(services, run.home, paper, "--json")
    again.wait()
    say("speed.again-seconds", "%.2f" % again.seconds)
    more = services.requests()
    say("speed.again-requests", len(more))
    if more or again.verdicts() != good:
        failed("speed: a second run asks %d, says %s" % (
            len(more), counts(again.verdicts())))
    return good


# --- faults ------------------------------------------------------------------------

def asks_nothing_twice(what, before, after):
    """What was answered well is not asked again."""
    answered = {same_request(r) for r in before
                if not r["fault"] and not r["over_limit"] and
                r["status"] in (200, 404)}
    twice = [r for r in after if same_request(r) in answered]
    if twice:
        failed("%s: %d asked twice: %s" % (
            what, len(twice), twice[0]["path"]))


def faulty(o, services, folder, paper, good, what, specification):
    services.begin()
    services.control("fault", add=specification)
    run = Run(services, fresh(folder, "faults"), paper, "--json",
              patient=False)
    status = run.wait()
    if status is None:
        failed("%s: hangs" % what)
        return
    if status not in (0, 1, 4):
        failed("%s: exit status %s" % (what, status))
    bad, before = run.verdicts(), services.requests()
    only_unresolved(what, good, bad)
    services.control("reset")
    again = Run(services, run.home, paper, "--json")
    again.wait()
    after = services.requests()
    if again.verdicts() != good:
        failed("%s: afterwards %s" % (what, counts(again.verdicts())))
    asks_nothing_twice(what, before, after)
    unresolved = sum(1 for v in bad.values() if v == "unresolved")
    say("fault." + what, "%.1f s, %d requests (%d bad, %d over), "
        "%d unresolved; then %.1f s, %d requests" % (
            run.seconds, len(before), sum(1 for r in before if r["fault"]),
            over_limit(before), unresolved, again.seconds, len(after)))


def faults(o, services, folder, paper, good):
    names = o.faults.split(",") if o.faults else fault_table.NAMES
    for name in names:
        faulty(o, services, folder, paper, good, name, name)


def seeds(text):
    if "," in text:
        return [int(seed) for seed in text.split(",")]
    return list(range(int(text)))


def mixtures(o, services, folder, paper, good):
    for seed in o.mixtures:
        faulty(o, services, folder, paper, good, "mixture-%d" % seed,
               "random=0.2,%d" % seed)


# --- kill --------------------------------------------------------------------------

def kill(o, services, folder, paper, good, seconds):
    """SIGKILL at random moments, each time from the start and with a second run:
    what had arrived is not asked for again, and nothing is lost."""
    draw = random.Random(o.seed)
    arrived = under_way = lost = latest = over = 0
    for number in range(o.kills):
        services.begin()
        home = fresh(folder, "kill")
        run = Run(services, home, paper, "--json")
        time.sleep(draw.uniform(0.02, 0.98) * seconds)
        os.kill(run.process.pid, signal.SIGKILL)
        killed = float(services.control("now"))
        run.wait()
        # Who starts a program again has let the services' intervals pass.
        time.sleep(4 * o.scale + o.latency / 1000)
        before = services.log_entries()
        again = Run(services, home, paper, "--json")
        if again.wait() not in (0, 1, 4):
            failed("kill: afterwards exit status %s" %
                   again.process.returncode)
        after = services.requests()
        had = {same_request(r): r for r in before if r["status"] == 200}
        twice = [had[same_request(r)] for r in after
                 if same_request(r) in had]
        # When an answer was sent whole it has arrived, soon.
        ages = [killed - r.get("sent", killed) for r in twice]
        late = [a for a in ages if a > ARRIVES]
        arrived += len(late)
        under_way += len(ages) - len(late)
        latest = max(ages + [latest])
        if late:
            failed("kill: %d answers of %.3f s before were asked for again" %
                   (len(late), max(late)))
        if again.verdicts() != good:
            lost += 1
            failed("kill: afterwards %s" % counts(again.verdicts()))
        over += over_limit(before + after)
    say("kill.times", o.kills)
    say("kill.asked-twice-that-had-arrived", arrived)
    say("kill.asked-twice-that-were-under-way", under_way)
    say("kill.oldest-asked-twice-ms", "%.0f" % (1000 * latest))
    say("kill.runs-with-losses", lost)
    say("kill.over-limit", over)


# --- privacy -----------------------------------------------------------------------

def as_planned(text, base):
    """(path, body) of what --dry-run printed: what is made in any case, and what
    hangs on answers."""
    sure, maybe = [], []
    for line in text.splitlines():
        m = re.match(r"(GET|POST) (\S+)( \(and a key\))?( \(if needed\))?",
                     line)
        if m:
            last = maybe if m[4] else sure
            last.append([m[2][len(base):], ""])
        elif line.startswith("     "):
            last[-1][1] = line.strip()
    return set(map(tuple, sure)), set(map(tuple, maybe))


def searches(request):
    """(the request without what is searched for, that) of several in one."""
    path, body = map(urllib.parse.unquote, request)
    if path.startswith("/arxiv/") and "search_query=" in path:
        query = re.search(r"search_query=(.*)&max_results=", path)[1]
        groups = query.split(" OR ")
        groups = [g if g.startswith("(") else "(" + g + ")" for g in groups]
        return "/arxiv/", set(groups)
    ranges = re.findall(r"\{ \?pub dblp:title .*?\) \}", path + body, re.S)
    return ("/dblp/", set(ranges)) if ranges else None


def identifiers(request):
    """(the request without its identifiers, these) of a batch, or None."""
    if searches(request):
        return searches(request)
    path = urllib.parse.unquote(request[0])
    m = re.search(r"(?:filter=doi:|ids=|openalex/works\?filter=doi:)"
                  r"([^&]*)", path)
    if not m:
        return None
    ids = set(re.split(r",doi:|[,|]", m[1]))
    rest = re.sub(r"[&?](rows|per_page|page\[size\])=\d+", "",
                  path.replace(m[1], "*"))
    return rest, ids


def is_planned(request, planned, batches):
    """To the byte, or a batch of identifiers that were to be asked for there."""
    if request in planned:
        return True
    batch = identifiers(request)
    return bool(batch) and batch[1] <= batches.get(batch[0], set())


def follows(request):
    """PubMed's records are asked for by the numbers that a search gave."""
    return request[0].startswith("/eutils/") and "efetch" in request[0]


def privacy(o, services, folder, paper):
    services.begin()
    Run(services, fresh(folder, "secret"), paper, "--json",
        "--confidential").wait()
    n = len(services.requests())
    say("privacy.confidential-requests", n)
    if n:
        failed("privacy: %d requests in confidence" % n)
    plan = Run(services, fresh(folder, "plan"), paper, "--dry-run")
    plan.wait()
    if services.requests():
        failed("privacy: --dry-run asks")
    sure, maybe = as_planned(plan.text(), services.base)
    batches = {}
    for rest, ids in filter(None, map(identifiers, sure | maybe)):
        batches.setdefault(rest, set()).update(ids)
    run = Run(services, fresh(folder, "private"), paper, "--json")
    run.wait()
    requests = services.requests()
    made = {(r["path"], r["body"]) for r in requests}
    strange = [r for r in sorted(made)
               if not is_planned(r, sure | maybe, batches) and
               not follows(r)]
    say("privacy.made", len(made))
    say("privacy.planned-surely", len(sure))
    say("privacy.planned-surely-and-made", len(sure & made))
    say("privacy.planned-if-needed", len(maybe))
    say("privacy.planned-if-needed-and-made", len(maybe & made))
    say("privacy.made-of-planned-batches",
        len([r for r in made if r not in sure | maybe and
             is_planned(r, sure | maybe, batches)]))
    say("privacy.made-that-an-answer-refers-to",
        len([r for r in made if follows(r)]))
    say("privacy.made-unplanned", len(strange))
    for each in strange[:5]:
        failed("privacy: made and not planned: %s %s" % each)
    for each in sorted(sure - made)[:5]:
        failed("privacy: surely planned and not made: %s %s" % each)
    for r in requests:
        everything = urllib.parse.unquote(json.dumps(r))
        for secret in SECRETS + (os.path.basename(paper), folder):
            if secret in everything:
                failed("privacy: '%s' was sent: %s" % (secret, r["path"]))
        strange = set(r["headers"]) - {
            "host", "user-agent", "accept", "accept-encoding",
            "content-type", "content-length", "if-none-match",
            "if-modified-since"}
        if strange:
            failed("privacy: headers %s" % sorted(strange))


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("what", choices=["speed", "privacy", "kill", "faults",
                                    "mixtures", "all"])
    p.add_argument("corpus")
    p.add_argument("-n", type=int, default=1000)
    p.add_argument("--scale", type=float, default=0.1)
    p.add_argument("--latency", type=float, default=10)
    p.add_argument("--slack", type=float, default=0.25,
                   help="part of an interval that a request may be early: "
                   "on a machine that is busy, clocks that run ten times "
                   "faster blur")
    p.add_argument("--folder")
    p.add_argument("--faults")
    p.add_argument("--mixtures", type=seeds, default=seeds("3"),
                   help="how many, or their seeds: 7,12")
    p.add_argument("--kills", type=int, default=20)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--wrong", type=float, default=0,
                   help="part of the references that are wrong or invented")
    o = p.parse_args()
    folder = o.folder or tempfile.mkdtemp(prefix="refmend-net-")
    os.makedirs(folder, exist_ok=True)
    paper = os.path.join(folder, "paper.bib")
    n = make_references(o.corpus, paper, o.n, o.seed, o.wrong)
    services = Services(o, folder)
    try:
        started = time.monotonic()
        good = speed(o, services, folder, paper, n)
        seconds = time.monotonic() - started
        if o.what in ("privacy", "all"):
            privacy(o, services, folder, paper)
        if o.what in ("kill", "all"):
            kill(o, services, folder, paper, good, seconds)
        if o.what in ("faults", "all"):
            faults(o, services, folder, paper, good)
        if o.what in ("mixtures", "all"):
            mixtures(o, services, folder, paper, good)
    finally:
        services.close()
        if not o.folder:
            shutil.rmtree(folder, ignore_errors=True)
    say("problems", len(problems))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
