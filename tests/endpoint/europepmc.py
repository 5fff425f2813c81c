"""www.ebi.ac.uk/europepmc/webservices/rest/search, for records with a PMID.

Members as recorded in July 2026 (version 6.9). Of the query language the forms
that a client uses: EXT_ID, PMCID, DOI, TITLE:(a AND b), AUTH:name, OR.
"""

import re

from answer import Answer, dump
from corpus import name_text, words, year

JSON = "application/json"


def author(name):
    if "literal" in name:
        return {"collectiveName": name["literal"]}
    given = name.get("given") or ""
    initials = "".join(w[0] for w in re.findall(r"\w+", given))
    return {"fullName": "%s %s" % (name.get("family"), initials),
            "firstName": given, "lastName": name.get("family"),
            "initials": initials}


def result(record):
    extra = record.get("endpoint") or {}
    types = ["Journal Article"]
    corrections = []
    for update in extra.get("updated-by") or []:
        if update.get("type") == "retraction":
            types.insert(0, "Retracted Publication")
            corrections.append({"source": "MED", "id": "1", "reference":
                                "Retraction notice. %s" % update.get("DOI"),
                                "type": "Retraction in", "orderIn": 1})
    out = {"id": record["PMID"], "source": "MED", "pmid": record["PMID"],
           "title": record["title"] + ".",
           "authorString": ", ".join(
               author(n).get("fullName") or n.get("literal")
               for n in record.get("author") or []) + ".",
           "authorList": {"author": [author(n)
                                     for n in record.get("author") or []]},
           "journalInfo": {
               "issue": record.get("issue"), "volume": record.get("volume"),
               "dateOfPublication": str(year(record)),
               "monthOfPublication": 0, "yearOfPublication": year(record),
               "journal": {"title": record.get("container-title"),
                           "issn": record.get("ISSN")}},
           "pubYear": str(year(record)), "pageInfo": record.get("page"),
           "language": "eng", "pubTypeList": {"pubType": types}}
    if record.get("DOI"):
        out["doi"] = record["DOI"]
    if record.get("PMCID"):
        out["pmcid"] = record["PMCID"]
    if corrections:
        out["commentCorrectionList"] = {"commentCorrection": corrections}
    return {k: v for k, v in out.items() if v is not None}


def meets(record, query):
    """Does a record meet one alternative of the query?"""
    ids = {"EXT_ID": record.get("PMID"), "PMCID": record.get("PMCID"),
           "DOI": (record.get("DOI") or "").lower()}
    for field, value in re.findall(r'(EXT_ID|PMCID|DOI):"?([^\s")]+)', query):
        if ids[field] != (value.lower() if field == "DOI" else value):
            return False
    title = set(words(record.get("title")))
    for group in re.findall(r"TITLE:\(([^)]*)\)", query):
        if not set(words(group)) - {"and"} <= title:
            return False
    people = set(words(" ".join(name_text(n)
                                for n in record.get("author") or [])))
    for name in re.findall(r'AUTH:"?([^\s")]+)', query):
        if name.lower() not in people:
            return False
    return True


def answer(corpus, request, variants):
    if request.path != "/europepmc/webservices/rest/search":
        return Answer(404, "text/html", "<html>404 Not Found</html>")
    query = request.get("query")
    if not query:
        return Answer(200, JSON, dump({"errCode": 404, "errMsg":
                      "Please specify a query."}))
    size = int(request.get("pageSize") or "25")
    found = [r for r in corpus.pubmed.values()
             if any(meets(r, part) for part in query.split(" OR "))]
    return Answer(200, JSON, dump({
        "version": "6.9", "hitCount": len(found), "request": {
            "queryString": query, "resultType": "core", "cursorMark": "*",
            "pageSize": size, "sort": "", "synonym": False},
        "resultList": {"result": [result(r) for r in found[:size]]}}))
