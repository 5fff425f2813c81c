#!/usr/bin/env python3
"""Tests of the loopback services themselves. Prints TAP."""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import traceback
import xml.etree.ElementTree as ElementTree
from urllib.parse import quote

HERE = os.path.dirname(os.path.abspath(__file__))
SERVER = os.path.join(HERE, "server.py")
WORKS = os.path.join(HERE, "works.jsonl")
ATOM = "{http://www.w3.org/2005/Atom}"
TESTS = []


def test(function):
    TESTS.append(function)
    return function


class Reply:
    def __init__(self, response):
        self.status = response.status
        self.headers = {k.lower(): v for k, v in response.getheaders()}
        self.body = response.read()
        self.text = self.body.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.text)


class Server:
    def __init__(self, *options):
        self.process = subprocess.Popen(
            [sys.executable, SERVER, "--corpus", WORKS, "--exit-with-stdin",
             "--lifetime", "120", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())

    def get(self, path, **headers):
        headers = {k.replace("_", "-"): v for k, v in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                timeout=30)
        try:
            connection.request("GET", path, headers=headers)
            return Reply(connection.getresponse())
        finally:
            connection.close()

    def post(self, path, body, **headers):
        headers = {k.replace("_", "-"): v for k, v in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                timeout=30)
        try:
            connection.request("POST", path, body.encode(), headers)
            return Reply(connection.getresponse())
        finally:
            connection.close()

    def items(self, path):
        return self.get(path).json()["message"]["items"]

    def control(self, path):
        assert self.get("/_control/" + path).status == 200, path

    def reset(self):
        self.control("reset")
        for pool in ("public-single", "public-array", "polite-single",
                     "polite-array"):
            self.control("limit?set=crossref/%s=9999/1/99" % pool)
        self.control("limit?set=arxiv=9999/1/99")
        for pool in ("eutils/anonymous", "semanticscholar/shared",
                     "semanticscholar/key", "dblp", "googlebooks/key"):
            self.control("limit?set=%s=9999/1/99" % pool)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def same(got, want):
    assert got == want, "got %r, wanted %r" % (got, want)


@test
def crossref_tells_a_work_in_its_envelope(s):
    reply = s.get("/crossref/works/10.1038/NATURE14539")
    same(reply.status, 200)
    same(reply.headers["content-type"], "application/json")
    assert reply.text.startswith(
        '{"status":"ok","message-type":"work","message-version":"1.0.0",'
        '"message":{"indexed":'), reply.text[:120]
    assert '"DOI":"10.1038\\/nature14539"' in reply.text
    work = reply.json()["message"]
    same(work["title"], ["Deep learning"])
    same(work["container-title"], ["Nature"])
    same(work["author"][0], {"given": "Yann", "family": "LeCun",
                             "sequence": "first", "affiliation": []})
    same(work["issued"], {"date-parts": [[2015, 5, 27]]})
    same(s.get("/crossref/v1/works/10.1038%2Fnature14539").json()["message"]
         ["page"], "436-444")


@test
def crossref_knows_its_pools(s):
    s.control("reset")
    for path, agent, want in (
            ("/crossref/works/10.1/x", "a", ("public-single", "5", "1")),
            ("/crossref/works?rows=0", "a", ("public-array", "1", "1")),
            ("/crossref/works/10.1/x?mailto=a@b", "a",
             ("polite-single", "10", "3")),
            ("/crossref/works?rows=0", "x (mailto:a@b.org)",
             ("polite-array", "3", "3"))):
        headers = s.get(path, user_agent=agent).headers
        same((headers["x-api-pool"], headers["x-rate-limit-limit"],
              headers["x-concurrency-limit"]), want)
        same(headers["x-rate-limit-interval"], "1s")


@test
def crossref_errors_are_its_own(s):
    for path, status, kind, body in (
            ("/works/10.1371/notarealdoi", 404, "text/plain",
             "Resource not found."),
            ("/works/5/agency", 404, "application/json;charset=utf-8",
             "Resource not found."),
            ("/works/10.1371/x/transform", 404, "text/plain",
             "Resource not found."),
            ("/works/10.1038/nature14539?query.author=carl+boettiger", 400,
             "application/json;charset=utf-8",
             '{"status":"failed","message-type":"validation-failure",'
             '"message":[{"type":"parameter-not-allowed","value":"query.*",'
             '"message":"This route does not support field query '
             'parameters"}]}'),
            ("/works?rows=things", 400, "application/json;charset=utf-8",
             '{"status":"failed","message-type":"validation-failure",'
             '"message":[{"type":"integer-not-valid","value":"things",'
             '"message":"Integer specified as things but must be a positive '
             'integer less than or equal to 1000. "}]}'),
            ("/works?query=widget&cursor=thing", 404, "application/json",
             '{"status":"failed","message-type":"resource-failure","message":'
             '[{"type":"cursor-invalid","value":"thing","message":"Cursor '
             'specified but it is invalid"}]}')):
        reply = s.get("/crossref" + path)
        same((reply.status, reply.headers["content-type"], reply.text),
             (status, kind, body))


@test
def crossref_lists_twenty_rows_and_what_is_selected(s):
    every = s.get("/crossref/works?rows=1000").json()["message"]
    assert len(every["items"]) == every["total-results"]
    same(len(s.items("/crossref/works")), min(20, every["total-results"]))
    items = s.items("/crossref/works?filter=doi:10.1038/NATURE14539,"
                    "doi:10.1145/3065386,doi:10.1/none&select=DOI,title")
    same({tuple(i) for i in items}, {("DOI", "title")})
    same({i["DOI"] for i in items}, {"10.1038/nature14539",
                                     "10.1145/3065386"})
    reply = s.get("/crossref/works?select=DOI,language")
    same(reply.status, 400)
    same(reply.json()["message"][0]["type"], "select-not-available")
    same(s.get("/crossref/works?filter=colour:red").json()["message"][0]
         ["type"], "filter-not-available")


@test
def crossref_ranks_by_words_in_common(s):
    items = s.items("/crossref/works?query.bibliographic=Bengio+2009+"
                    "Learning+deep+architectures+for+AI&rows=3")
    same(items[0]["DOI"], "10.1561/2200000006")
    assert items[0]["score"] > items[1]["score"]
    s.control("variant?name=component")
    items = s.items("/crossref/works?query.bibliographic=learning+deep+"
                    "architectures&rows=2")
    same([i["type"] for i in items], ["component", "journal-article"])
    assert "author" not in items[0]
    s.control("variant?name=component&off=1")
    s.control("variant?name=fakes")
    items = s.items("/crossref/works?query.bibliographic=learning+deep+"
                    "architectures&rows=2")
    same(items[0]["prefix"], "10.65215")
    same(items[0]["title"], items[1]["title"])


@test
def crossref_knows_of_retractions(s):
    work = s.get("/crossref/works/10.1016/s0140-6736(97)11096-0").json()
    same([(u["type"], u["source"]) for u in work["message"]["updated-by"]],
         [("correction", "retraction-watch"),
          ("retraction", "retraction-watch")])


@test
def nobody_knows_what_was_not_registered(s):
    for path in ("/crossref/works?query.bibliographic=krizhevsky+imagenet",
                 "/crossref/works?rows=1000"):
        for item in s.items(path):
            assert item["issued"]["date-parts"][0][0] != 2012 or \
                "ImageNet" not in item["title"][0]
    same(s.get("/crossref/works/10.48550/arxiv.1706.03762").status, 404)
    same(s.get("/datacite/dois/10.1038/nature14539").status, 404)
    same(s.get("/crossref/works?query.bibliographic=Peak+secrets+expertise"
               "&filter=type:book").json()["message"]["items"], [])


@test
def doi_org_negotiates_and_keeps_the_slash_encoded(s):
    for doi, where in (
            ("10.1038/nature14539",
             "/crossref/v1/works/10.1038%2Fnature14539/transform"),
            ("10.48550/arXiv.1706.03762",
             "/crosscite/10.48550%2FarXiv.1706.03762")):
        reply = s.get("/doi/" + doi, accept="application/x-bibtex")
        same(reply.status, 302)
        same(reply.headers["location"],
             "http://127.0.0.1:%d%s" % (s.port, where))
        assert "Handle Redirect" in reply.text
        path = reply.headers["location"].split(str(s.port))[1]
        bibtex = s.get(path, accept="application/x-bibtex")
        same(bibtex.status, 200)
        assert "@article{" in bibtex.text
    reply = s.get("/crossref/works/10.1145/3065386/transform",
                  accept="application/vnd.citationstyles.csl+json")
    assert "content-type" not in reply.headers
    same(reply.json()["title"], "ImageNet classification with deep "
         "convolutional neural networks")
    same(s.get("/crossref/works/10.1145/3065386/transform",
               accept="image/png").status, 406)
    reply = s.get("/crosscite/10.48550%2Farxiv.1706.03762",
                  accept="application/vnd.citationstyles.csl+json")
    same(reply.json()["DOI"], "10.48550/ARXIV.1706.03762")


@test
def doi_org_says_what_is_no_doi(s):
    reply = s.get("/doi/10.5555/nothing", accept="application/x-bibtex")
    same((reply.status, "Error: DOI Not Found" in reply.text), (404, True))
    reply = s.get("/doi/foo", accept="application/x-bibtex")
    same((reply.status, "Error: Not a DOI" in reply.text), (400, True))


@test
def agencies_come_in_the_order_of_asking(s):
    same(s.get("/doi/doiRA/10.48550/arXiv.1706.03762,10.5555/x,"
               "10.1038%2Fnature14539").json(),
         [{"DOI": "10.48550/arXiv.1706.03762", "RA": "DataCite"},
          {"DOI": "10.5555/x", "status": "DOI does not exist"},
          {"DOI": "10.1038/nature14539", "RA": "Crossref"}])
    same(s.get("/doi/ra/10.1038").text,
         '[\n  {\n    "DOI": "10.1038",\n    "RA": "Crossref"\n  }\n]')
    same(s.get("/doi/api/handles/10.1038/nature14539?type=URL").json()
         ["responseCode"], 1)
    reply = s.get("/doi/api/handles/10.5555/x")
    same((reply.status, reply.text),
         (404, '{"responseCode":100,"handle":"10.5555/x"}'))


@test
def datacite_speaks_json_api(s):
    reply = s.get("/datacite/dois/10.48550/arXiv.1810.04805")
    data = reply.json()["data"]
    same(data["id"], "10.48550/arxiv.1810.04805")
    same(data["attributes"]["creators"][1]["familyName"], "Chang")
    same(data["attributes"]["publicationYear"], 2018)
    same(data["attributes"]["types"]["resourceTypeGeneral"], "Preprint")
    assert not [h for h in reply.headers if "limit" in h]
    again = s.get("/datacite/dois/10.48550/arXiv.1810.04805",
                  if_none_match=reply.headers["etag"])
    same((again.status, again.body), (304, b""))
    reply = s.get("/datacite/dois/10.5555/x")
    same((reply.status, reply.text), (
        404, '{"errors":[{"status":"404","title":"The resource you are '
        'looking for doesn\'t exist."}]}'))
    for query in ("ids=10.24432/C56C76,10.48550/arxiv.1706.03762",
                  "query=doi:(%2210.24432/c56c76%22%20OR%20"
                  "%2210.48550/arXiv.1706.03762%22)"):
        reply = s.get("/datacite/dois?" + query).json()
        same({d["id"] for d in reply["data"]},
             {"10.24432/c56c76", "10.48550/arxiv.1706.03762"})
        same(reply["meta"]["total"], 2)
    reply = s.get("/datacite/dois?query=titles.title:(neural+algorithm+"
                  "artistic+style)&page[size]=1&fields[dois]=doi,titles")
    same([d["attributes"] for d in reply.json()["data"]],
         [{"doi": "10.48550/arxiv.1508.06576", "titles": [
             {"title": "A Neural Algorithm of Artistic Style"}]}])


def entries(reply):
    feed = ElementTree.fromstring(reply.body)
    return [(e.findtext(ATOM + "id"), e.findtext(ATOM + "title"))
            for e in feed.iter(ATOM + "entry")]


@test
def arxiv_answers_in_an_order_of_its_own(s):
    ids = ["1706.03762", "1508.06576", "1810.04805", "1606.08415",
           "hep-th/9711200"]
    reply = s.get("/arxiv/api/query?max_results=50&id_list=%s,0000.0000,abc"
                  % ",".join(ids))
    same(reply.headers["content-type"], "application/atom+xml")
    got = [i.split("/abs/")[1].rsplit("v", 1)[0] for i, _ in entries(reply)]
    same(sorted(got), sorted(ids))
    assert got != ids
    s.control("variant?name=reversed")
    turned = s.get("/arxiv/api/query?max_results=50&id_list=" + ",".join(ids))
    same([i for i, _ in entries(turned)],
         [i for i, _ in entries(reply)][::-1])
    same(len(entries(s.get("/arxiv/api/query?search_query=all:the+OR+all:a+"
                           "OR+all:is+OR+all:for&max_results=2"))), 2)


@test
def arxiv_remembers_titles_of_versions(s):
    for identifier, title in (
            ("1606.08415", "Gaussian Error Linear Units (GELUs)"),
            ("1606.08415v1", "Bridging Nonlinearities and Stochastic "
             "Regularizers with Gaussian Error Linear Units")):
        same(entries(s.get("/arxiv/api/query?id_list=" + identifier))[0][1],
             title)
    same(entries(s.get("/arxiv/api/query?id_list=1606.08415v9")), [])


@test
def arxiv_errors_are_feeds(s):
    reply = s.get("/arxiv/api/query?id_list=abc")
    same(reply.status, 400)
    same(entries(reply), [("https://arxiv.org/api/errors#"
                           "incorrect_id_format_for_abc", "Error")])
    same(s.get("/arxiv/api/query?search_query=all:x&max_results=2001").status,
         400)
    same(entries(s.get("/arxiv/api/query?id_list=0000.0000")), [])
    s.control("fault?add=arxiv:error-feed:once")
    reply = s.get("/arxiv/api/query?id_list=1706.03762")
    same((reply.status, entries(reply)[0][1]), (200, "Error"))


@test
def arxiv_searches_titles_and_authors(s):
    for query, want in (
            ("ti:%22attention+is+all%22+AND+au:vaswani", ["1706.03762v7"]),
            ("ti:%22artistic+style%22", ["1508.06576v2"]),
            ("ti:attention+ANDNOT+au:vaswani", []),
            ("au:gimpel+OR+au:bethge", ["1508.06576v2", "1606.08415v3"])):
        got = entries(s.get("/arxiv/api/query?search_query=" + query))
        same(sorted(i.split("/abs/")[1] for i, _ in got), want)


@test
def open_library_knows_books_by_either_isbn(s):
    reply = s.get("/openlibrary/api/books?bibkeys=ISBN:0262035618,ISBN:978-0-"
                  "544-45623-5,ISBN:1&format=json&jscmd=data").json()
    same(set(reply), {"ISBN:0262035618", "ISBN:978-0-544-45623-5"})
    peak = reply["ISBN:978-0-544-45623-5"]
    same((peak["title"], peak["subtitle"]),
         ("Peak", "Secrets from the New Science of Expertise"))
    same([a["name"] for a in peak["authors"]],
         ["Anders Ericsson", "Robert Pool"])
    same(s.get("/openlibrary/api/books?bibkeys=ISBN:9780000000002").text, "{}")
    reply = s.get("/openlibrary/isbn/9787302423287.json")
    same(reply.status, 302)
    path = reply.headers["location"].split(str(s.port))[1]
    same(s.get(path).json()["title"], "机器学习")
    same(s.get("/openlibrary/isbn/9780000000002.json").status, 404)


@test
def open_library_searches_for_all_words(s):
    for query, want in (("title=deep+learning", ["Deep Learning"]),
                        ("title=deep+learning&author=goodfellow",
                         ["Deep Learning"]),
                        ("title=deep+learning&author=lecun", []),
                        ("title=structure+scientific", [
                            "The Structure of Scientific Revolutions"]),
                        ("author=%E5%91%A8%E5%BF%97%E5%8D%8E", ["机器学习"])):
        reply = s.get("/openlibrary/search.json?" + query).json()
        same([d["title"] for d in reply["docs"]], want)


@test
def limits_are_enforced(s):
    s.control("reset")
    s.control("limit?set=crossref/public-array=1/3600/1")
    s.control("limit?set=arxiv=1/3600/1")
    same(s.get("/crossref/works?rows=0").status, 200)
    reply = s.get("/crossref/works?rows=0")
    same((reply.status, reply.headers["x-rate-limit-interval"]),
         (429, "3600s"))
    assert "<h1>429 Too Many Requests</h1>" in reply.text
    same(s.get("/arxiv/api/query?id_list=1706.03762").status, 200)
    reply = s.get("/arxiv/api/query?id_list=1706.03762")
    same((reply.status, reply.text), (429, "Rate exceeded."))


@test
def announced_limits_change_in_mid_run(s):
    s.control("limit?set=crossref/public-single=2/1/1@3")
    seen = [s.get("/crossref/works/10.1/x").headers["x-rate-limit-limit"]
            for _ in range(3)]
    same(seen, ["9999", "9999", "2"])


@test
def faults_come_as_often_as_asked(s):
    path = "/crossref/works/10.1038/nature14539"
    s.control("fault?add=crossref:429=7:once")
    s.control("fault?add=*:504:2@nature14539")
    same([s.get(path).status for _ in range(4)], [429, 504, 504, 200])
    s.control("fault?add=crossref:429=7:once")
    same(s.get(path).headers["retry-after"], "7")
    s.control("fault?add=crossref:429-date:once")
    assert s.get(path).headers["retry-after"].endswith(" GMT")
    s.control("fault?add=crossref:429-bare:once")
    assert "retry-after" not in s.get(path).headers
    s.control("fault?add=500")
    same([s.get(path).status for _ in range(4)], [500] * 4)


@test
def the_log_says_who_asked_what_when(s):
    s.get("/crossref/works/10.1/x?mailto=a@b", user_agent="me")
    log = s.get("/_control/log").json()
    same(len(log), 1)
    same((log[0]["service"], log[0]["pool"], log[0]["path"], log[0]["status"],
          log[0]["at_once"], log[0]["headers"]["user-agent"]),
         ("crossref", "polite-single", "/crossref/works/10.1/x?mailto=a@b",
          404, 1, "me"))


@test
def the_log_file_and_options_work(_):
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "log")
        s = Server("--log", log, "--fault", "doi:challenge",
                   "--limit", "arxiv=7/1/2", "--variant", "wrapped")
        try:
            reply = s.get("/doi/10.1038/nature14539")
            same((reply.status, "anubis_challenge" in reply.text),
                 (200, True))
            title = entries(s.get("/arxiv/api/query?id_list=1810.04805"))
            assert "\n" in title[0][1]
        finally:
            s.close()
        with open(log, encoding="utf-8") as lines:
            same([json.loads(line)["fault"] for line in lines],
                 ["challenge", None])


@test
def wrong_options_are_refused_in_words(_):
    for option, value, said in (("--fault", "nonsense", "no such fault"),
                                ("--limit", "nonsense", "no such limit"),
                                ("--corpus", "/nonsense", "/nonsense")):
        done = subprocess.run(
            [sys.executable, SERVER, "--corpus", WORKS, option, value],
            stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        assert done.returncode != 0
        assert said in done.stderr.decode(), done.stderr


@test
def openalex_tells_what_an_answer_cost(s):
    lone = s.get("/openalex/works/doi:10.1038/nature14539")
    same(lone.headers["x-ratelimit-credits-used"], "0")
    same(lone.json()["doi"], "https://doi.org/10.1038/nature14539")
    many = s.get("/openalex/works?filter=doi:10.1038/nature14539|10.1/none")
    same(many.headers["x-ratelimit-credits-used"], "1")
    same(len(many.json()["results"]), 1)
    found = s.get("/openalex/works?search=deep%20learning")
    same(found.headers["x-ratelimit-credits-used"], "10")
    same(found.headers["x-ratelimit-remaining"], "989")


@test
def openalex_refuses_what_the_budget_does_not_pay(s):
    s.control("budget?left=9")
    reply = s.get("/openalex/works?search=deep%20learning")
    same(reply.status, 429)
    same(reply.headers["x-ratelimit-remaining"], "9")
    same(s.get("/openalex/works/doi:10.1038/nature14539").status, 200)
    log = s.get("/_control/log").json()
    same([e["over_limit"] for e in log], [True, False])


@test
def openalex_has_a_page_for_what_it_has_not(s):
    reply = s.get("/openalex/works/doi:10.1000/none")
    same(reply.status, 404)
    assert reply.headers["content-type"].startswith("text/html")


@test
def pubmed_finds_then_fetches(s):
    base = "/eutils/entrez/eutils/"
    found = s.get(base + "esearch.fcgi?db=pubmed&retmode=json&term=("
                  "hyperplasia[ti]%20AND%20colitis[ti])%20OR%20("
                  "nobody[au]%20AND%20colitis[ti])").json()
    same(found["esearchresult"]["idlist"], ["9500320"])
    reply = s.get(base + "efetch.fcgi?db=pubmed&retmode=xml&id=9500320,1")
    root = ElementTree.fromstring(reply.body)
    same([e.text for e in root.iter("PMID")], ["9500320"])
    assert "Retracted Publication" in reply.text
    assert "<ERROR>" in s.get(base + "efetch.fcgi?db=pubmed&id=").text


@test
def pubmed_refuses_the_fourth_in_its_time(s):
    s.control("limit?set=eutils/anonymous=3/60/0")  # a minute: a slow machine is none
    path = "/eutils/entrez/eutils/esearch.fcgi?db=pubmed&term=x[ti]"
    replies = [s.get(path) for _ in range(4)]
    same([r.status for r in replies], [200, 200, 200, 429])
    same(replies[3].json()["error"], "API rate limit exceeded")


@test
def europe_pmc_knows_its_query_language(s):
    path = "/europepmc/europepmc/webservices/rest/search?query="
    for query, n in (("(EXT_ID:9500320%20AND%20SRC:MED)", 1), ("EXT_ID:1", 0),
                     ("TITLE:(colitis%20AND%20hyperplasia)", 1),
                     ("TITLE:(colitis%20AND%20nothing)", 0),
                     ("TITLE:(nothing)%20OR%20(AUTH:wakefield%20AND%20"
                      "TITLE:(colitis))", 1)):
        same(s.get(path + query).json()["hitCount"], n)


@test
def dblp_answers_ranges_and_dois_in_capitals(s):
    def rows(pattern):
        query = "SELECT ?pub WHERE { %s } LIMIT 600" % pattern
        reply = s.get("/dblp/sparql?query=" + quote(query))
        same(reply.status, 200)
        return reply.json()["results"]["bindings"]
    found = rows('?pub dblp:title ?title . FILTER(?title >= "bert: pre" && '
                 '?title < "bert: prf")')
    same(len({r["pub"]["value"] for r in found}), 2)     # and its preprint
    same(found[0]["name"]["value"], "Jacob Devlin 0001")
    assert rows("VALUES ?doi { <https://doi.org/10.18653/V1/N19-1423> }")
    same(rows("VALUES ?doi { <https://doi.org/10.18653/v1/N19-1423> }"), [])
    same(s.get("/dblp/sparql?query=nonsense").status, 400)
    assert "anubis_challenge" in s.get("/dblp/search/publ/api?q=x").text


@test
def google_books_wants_a_key(s):
    path = "/googlebooks/books/v1/volumes?q=isbn:9780262035613"
    same(s.get(path).status, 429)
    same(s.get(path + "&key=bad").status, 400)
    same(s.get(path + "&key=k").json()["totalItems"], 1)
    none = s.get("/googlebooks/books/v1/volumes?key=k&q=isbn:9780000000002")
    assert "items" not in none.json()


@test
def semantic_scholar_keeps_the_order_of_a_batch(s):
    path = "/semanticscholar/graph/v1/paper/batch?fields=title,year"
    reply = s.post(path, '{"ids":["DOI:10.1/none","DOI:10.1038/nature14539"]}')
    same(reply.json()[0], None)
    same(reply.json()[1]["title"], "Deep learning")
    same(s.post(path, "nothing").status, 400)
    same(s.get("/semanticscholar/graph/v1/paper/search/match?query=xyzzy")
         .json(), {"error": "Title match not found"})
    same(s.get("/semanticscholar/graph/v1/paper/search/match?query=x",
               x_api_key="bad").status, 403)


@test
def translation_server_takes_identifiers_only(s):
    reply = s.post("/translation/search", "10.1038/nature14539",
                   Content_Type="text/plain")
    same(reply.json()[0]["itemType"], "journalArticle")
    same(s.post("/translation/search", "10.1/none").status, 501)
    same(s.post("/translation/web", "https://example.org").status, 400)
    same(s.get("/translation/search").status, 405)



def main():
    print("1..%d" % len(TESTS))
    server = Server("--time-scale", "0.01")
    failed = 0
    for number, function in enumerate(TESTS, 1):
        name = function.__name__
        try:
            server.reset()
            function(server)
            print("ok %d - %s" % (number, name))
        except Exception:       # pylint: disable=broad-except
            failed += 1
            print("not ok %d - %s" % (number, name))
            print("".join("# %s\n" % line for line in
                          traceback.format_exc().splitlines()), end="")
        sys.stdout.flush()
    server.close()
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
