"""How many items of reference lists are cut right, by the kind of document.

find.py REFMEND INDEX WORKS.jsonl[.zst] [SEED [KEEP]]: renders lists of known works
into documents and compares what is found with what was put in, letters and digits
only. Prints "find-KIND VALUE %" (items cut right) and "find-KIND-extra VALUE" (found
and not put in, or cut wrong). KEEP is a folder for the documents; default none.
Standard library only, and zstd for a packed file.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

REFMEND, INDEX, WORKS = sys.argv[1:4]
SEED = int(sys.argv[4]) if len(sys.argv) > 4 else 1
KEEP = sys.argv[5] if len(sys.argv) > 5 else None
DOCUMENTS, MOST = 12, 60

REMARKS = ["The review that started it; read chapter 3 first.",
           "Still the clearest account of the problem.",
           "Ask the library for the second edition.",
           "We used its data in section 4.",
           "Good figures, weak proofs."]
PROSE = ["We describe how the measurements were made and why they are hard to "
         "repeat. The device was built in the workshop, and it has been in use "
         "since.",
         "This is what {a} ({y}) showed for the first time, although the method "
         "is older than that. We come back to it below.",
         "Three things follow from it. They are not independent, which makes the "
         "analysis longer than one would wish.",
         "In {y} nobody had seen such data (see {a}, {y}, and others), and the "
         "theory was not ready for them."]


def works(rng):
    command = ["zstd", "-dc", WORKS] if WORKS.endswith(".zst") else ["cat", WORKS]
    lines = subprocess.run(command, stdout=subprocess.PIPE,
                           check=True).stdout.splitlines()
    out = []
    for line in rng.sample(lines, min(len(lines), 8000)):
        w = json.loads(line)
        names = w.get("author") or []
        if (names and all(n.get("family") and n.get("given") for n in names)
                and w.get("title") and (w.get("issued") or {}).get("date-parts")
                and len(names) < 12 and 8 < len(w["title"]) < 180
                and not re.search(r"[<>$\\{}\n*_`\[\]|]", " ".join(
                    [w["title"], w.get("container-title") or "",
                     *(n["given"] + n["family"] for n in names)]))):
            out.append(w)
    return out


def initials(given, dot="."):
    return " ".join("-".join(p[0] + dot for p in part.split("-") if p)
                    for part in re.split(r"[\s.]+", given) if part)


def joined(names, last):
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + last + names[-1]


def parts(w):
    year = str(w["issued"]["date-parts"][0][0])
    return (w["title"].rstrip("."), w.get("container-title") or "", year,
            str(w.get("volume") or ""), str(w.get("issue") or ""),
            str(w.get("page") or "").replace("--", "-"), w.get("DOI") or "",
            w.get("publisher") or "")


def apa(w, em="*"):
    title, place, year, vol, issue, page, doi, publisher = parts(w)
    who = joined([n["family"] + ", " + initials(n["given"]) for n in w["author"]],
                 ", & ")
    s = f"{who} ({year}). "
    if place:
        s += f"{title}. {em}{place}{em}"
        s += f", {vol}" + (f"({issue})" if issue else "") if vol else ""
        s += f", {page}" if page else ""
    else:
        s += f"{em}{title}{em}" + (f". {publisher}" if publisher else "")
    return s + "." + (f" https://doi.org/{doi}" if doi and w["id"] > "d" else "")


def ieee(w):
    title, place, year, vol, issue, page, doi, publisher = parts(w)
    who = joined([initials(n["given"]) + " " + n["family"] for n in w["author"]],
                 " and ")
    s = f"{who}, “{title},” " + (place or publisher or "manuscript")
    s += (f", vol. {vol}" if vol else "") + (f", no. {issue}" if issue else "")
    s += (f", pp. {page}" if page else "") + f", {year}."
    return s


def plain(w):
    """Full names, a title, little else: how conferences print them."""
    title, place, year = parts(w)[:3]
    who = joined([n["given"] + " " + n["family"] for n in w["author"]], ", and ")
    return f"{who}. {title}. " + (f"In {place}, " if place else "") + f"{year}."


def wrap(rng, text, width, first="", rest="", hyphens=False):
    lines, line = [], first
    for word in text.split():
        room = width - len(line) - 1
        if len(line) > len(first) and len(word) > room or len(line) > width:
            if (hyphens and word.isalpha() and word.islower() and len(word) > 7
                    and room > 4 and rng.random() < 0.7):
                lines.append(line + " " + word[:room - 1] + "-")
                line = rest + word[room - 1:]
                continue
            lines.append(line)
            line = rest + word
        else:
            line += word if line in (first, rest) else " " + word
    return lines + [line]


def prose(rng, some):
    w = rng.choice(some)
    return rng.choice(PROSE).format(a=w["author"][0]["family"],
                                    y=w["issued"]["date-parts"][0][0])


def pages(lines, head, height=44):
    out = []
    for n, at in enumerate(range(0, len(lines), height)):
        out += [f"{n + 100}{head:>60}" if n % 2 else f"{head:<60}{n + 100}", ""]
        out += lines[at:at + height] + ["", "\f"]
    return "\n".join(out)


# A kind: name, suffix, function of (rng, works) to (text, references).

def md_paragraphs(rng, some):
    refs = [apa(w) for w in some]
    return "# A paper\n\n" + "\n\n".join(
        [prose(rng, some) for _ in range(4)] + ["## References"] + refs), refs


def md_bullets(rng, some):
    refs = [apa(w) for w in some]
    return (prose(rng, some) + "\n\n### 参考文献\n\n" +
            "\n".join("- " + r for r in refs) + "\n\n## 结语\n\n" +
            prose(rng, some)), refs


def md_numbered(rng, some):
    refs = [ieee(w) for w in some]
    return ("# Notes\n\n1. **First**: " + prose(rng, some) + "\n2. **Second**: " +
            prose(rng, some) + "\n\n**Bibliography**\n\n" + "\n".join(
                f"{i}. {r}" for i, r in enumerate(refs, 1))), refs


def md_no_heading(rng, some):
    refs = [plain(w) for w in some]
    return (prose(rng, some) + "\n\n" + "\n".join(
        f"[{i}] {r}" for i, r in enumerate(refs, 1)) + "\n"), refs


def md_remarks(rng, some):
    refs, out = [apa(w) for w in some], ["## Reading list", ""]
    for r in refs:
        out.append("- " + r)
        if rng.random() < 0.4:
            out.append("  " + rng.choice(REMARKS))
    return "\n".join(out), refs


def md_notes(rng, some):
    refs, out = [ieee(w) for w in some], []
    for i, r in enumerate(refs, 1):
        out += [prose(rng, some) + f"[^{i}]", ""]
    return "\n".join(out + [f"[^{i}]: {r}" for i, r in enumerate(refs, 1)]), refs


def md_table(rng, some):
    refs = [apa(w) for w in some]
    return ("## References\n\n| No. | Reference | Used in |\n|---|---|---|\n" +
            "\n".join(f"| {i} | {r} | section {i % 5 + 1} |"
                      for i, r in enumerate(refs, 1))), refs


def md_html(rng, some):
    refs = [apa(w, "") for w in some]
    return (prose(rng, some) + "\n\n<h2>References</h2>\n\n<ol>\n" + "\n".join(
        f"<li>{r}</li>" for r in refs) + "\n</ol>\n"), refs


def text_lines(rng, some):
    refs = [plain(w) for w in some]
    return "\n".join(f"[{i}] {r}" for i, r in enumerate(refs, 1)) + "\n", refs


def text_hanging(rng, some):
    refs, out = [apa(w, "") for w in some], ["REFERENCES", ""]
    for r in refs:
        out += wrap(rng, r, 78, "", "    ")
    return "\n".join(sum((wrap(rng, prose(rng, some), 72) + [""]
                          for _ in range(3)), []) + out), refs


def text_blank(rng, some):
    refs, out = [apa(w, "") for w in some], ["References", ""]
    for r in refs:
        out += wrap(rng, r, 76) + [""]
    return "\n".join(wrap(rng, prose(rng, some), 72) + [""] + out), refs


def text_flat(rng, some):
    refs, out = [apa(w, "") for w in some], ["References", ""]
    for r in refs:
        out += wrap(rng, r, 76)
    return "\n".join(wrap(rng, prose(rng, some), 72) + [""] + out), refs


def text_remarks(rng, some):
    refs, out = [ieee(w) for w in some], ["Literature", ""]
    for i, r in enumerate(refs, 1):
        out += wrap(rng, r, 76, f"{i}. ", "    ")
        if rng.random() < 0.4:
            out += ["    " + rng.choice(REMARKS)]
    return "\n".join(out), refs


def pdf_labels(rng, some):
    refs, out = [ieee(w) for w in some], ["References", ""]
    for i, r in enumerate(refs, 1):
        label = f"[{i}]".rjust(len(f"[{len(refs)}]")) + " "
        out += wrap(rng, r, 84, label, " " * len(label), True)
    body = sum((wrap(rng, prose(rng, some), 84, "", "", True)
                for _ in range(9)), [])
    return pages(body + [""] + out, "A study of things"), refs


def pdf_columns(rng, some):
    """Two columns, one after the other: narrow lines, the same width for all."""
    refs, out = [ieee(w) for w in some], ["REFERENCES"]
    for i, r in enumerate(refs, 1):
        out += wrap(rng, r, 46, f"[{i}] ", "", True)
    body = sum((wrap(rng, prose(rng, some), 46, "", "", True)
                for _ in range(9)), [])
    return pages(body + [""] + out, "PROCEEDINGS OF NOTHING", 60), refs


def pdf_names(rng, some):
    refs, out = [apa(w, "") for w in some], ["References", ""]
    for r in refs:
        out += wrap(rng, r, 48, "", "  ", True)
    return pages(out, "Journal of Examples"), refs


def text_parens(rng, some):
    """"(1) ..." wrapped under itself, no blank lines."""
    refs, out = [plain(w) for w in some], ["LITERATURE CITED", ""]
    for i, r in enumerate(refs, 1):
        out += wrap(rng, r, 70, f"({i}) ")
    return "\n".join(wrap(rng, prose(rng, some), 70) + [""] + out), refs


def text_dots(rng, some):
    refs, out = [apa(w, "") for w in some], ["References:", ""]
    for i, r in enumerate(refs, 1):
        out += wrap(rng, r, 72, f"{i}. ")
    return "\n".join(wrap(rng, prose(rng, some), 72) + [""] + out), refs


def text_crlf(rng, some):
    """As Windows writes it: a mark at the start, two characters a line end."""
    text, refs = text_hanging(rng, some)
    return "\ufeff" + text.replace("\n", "\r\n") + "\r\n", refs


def text_two_lists(rng, some):
    half = len(some) // 2
    refs = [ieee(w) for w in some]
    out = wrap(rng, prose(rng, some), 72) + ["", "References", ""]
    for i, r in enumerate(refs[:half], 1):
        out += wrap(rng, r, 76, f"[{i}] ", "    ")
    out += ["", "Appendix A. Proofs", ""] + wrap(rng, prose(rng, some), 72)
    out += ["", "Supplementary References", ""]
    for i, r in enumerate(refs[half:], 1):
        out += wrap(rng, r, 76, f"[{i}] ", "    ")
    return "\n".join(out), refs


def gb_name(rng):
    return (rng.choice("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗") +
            "".join(rng.choice("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平")
                    for _ in range(rng.randint(1, 2))))


GB_WORDS = ["基于", "深度学习", "的", "中国", "区域", "经济", "发展", "研究", "图像",
            "识别", "算法", "分析", "模型", "影响", "机制", "与", "应用", "土壤",
            "水文", "系统", "设计", "评价", "城市", "农业"]


def text_gb(rng, some):
    """GB/T 7714, which most Chinese lists follow, with some English entries."""
    refs, out = [], ["参考文献", ""]
    for w in some:
        year = w["issued"]["date-parts"][0][0]
        title = "".join(rng.sample(GB_WORDS, rng.randint(4, 8)))
        who = ", ".join(gb_name(rng) for _ in range(rng.randint(1, 3)))
        who += rng.choice(["", ", 等"])
        if rng.random() < 0.25:
            refs.append(f"{who}. {title}[M]. 北京: 科学出版社, {year}: "
                        f"{rng.randint(1, 90)}-{rng.randint(91, 200)}.")
        elif rng.random() < 0.2:
            refs.append(f"{joined([n['family'].upper() + ' ' + n['given'][0] for n in w['author']], ', ')}. "
                        f"{w['title'].rstrip('.')}[J]. Nature, {year}, {rng.randint(1, 600)}: 1-9.")
        else:
            refs.append(f"{who}. {title}[J]. {''.join(rng.sample(GB_WORDS, 2))}学报, "
                        f"{year}, {rng.randint(1, 60)}({rng.randint(1, 12)}): "
                        f"{rng.randint(1, 90)}-{rng.randint(91, 200)}.")
    for i, r in enumerate(refs, 1):
        out += wrap(rng, r, 78, f"[{i}] ")
    return "\n".join(["一、引言", "", "本文讨论上述问题。", ""] + out), refs


def text_notes(rng, some):
    """Notes of a historian: entries between back-references and remarks."""
    refs, out, n = [], ["Notes", ""], 0
    for w in some:
        title, place, year, vol = parts(w)[:4]
        who = joined([a["given"] + " " + a["family"] for a in w["author"]], " and ")
        r = (f"{who}, “{title},” {place} {vol or 1} ({year}): {rng.randint(2, 300)}."
             if place else f"{who}, {title} (London: Academic Press, {year}), "
             f"{rng.randint(2, 300)}.")
        refs.append(r)
        n += 1
        out += wrap(rng, r, 80, f"{n}. ")
        if rng.random() < 0.3:
            n += 1
            out += [rng.choice([f"{n}. Ibid., {n + 30}.", f"{n}. Ibid.",
                                f"{n}. {w['author'][0]['family']}, op. cit., p. 12."])]
    return "\n".join(wrap(rng, prose(rng, some), 80) + [""] + out), refs


def pdf_long(rng, some):
    """Some hundred numbered items over many pages."""
    refs, out = [ieee(w) for w in some * 6], ["References", ""]
    refs = list(dict.fromkeys(refs))
    for i, r in enumerate(refs, 1):
        out += wrap(rng, r, 84, f"[{i}] ", "", True)
    return pages(out, "A long review"), refs


def pdf_flat(rng, some):
    """Author and year, hanging indents lost, as most PDF tools give them."""
    refs, out = [apa(w, "") for w in some], ["References"]
    for r in refs:
        out += wrap(rng, r, 90, "", "", True)
    body = sum((wrap(rng, prose(rng, some), 90, "", "", True)
                for _ in range(9)), [])
    return pages(body + [""] + out, "Annals of Examples", 50), refs


def pdf_footnotes(rng, some):
    """Each page ends in its notes, numbered through."""
    refs, out, n = [ieee(w) for w in some], [], 0
    while n < len(refs):
        out += sum((wrap(rng, prose(rng, some), 84) for _ in range(3)), [""])
        out += [""]
        for r in refs[n:n + 3]:
            n += 1
            out += wrap(rng, r, 84, f"{n} ")
        out += ["", f"{n + 40}", "\f"]
    return "\n".join(out), refs


def pages_apart(lines, heads, height, first):
    """Head and number on lines of their own, heads in turn: PDF tools without layout."""
    out = []
    for n, at in enumerate(range(0, len(lines), height)):
        out += ["\f" + heads[n % 2], ""] if n else []
        out += lines[at:at + height] + ["", str(first + n)]
    return "\n".join(out) + "\n"


def pdf_apart(rng, some):
    """Author and year, nothing hangs, heads of author and title in turn."""
    refs, out = [apa(w, "") for w in some], ["", "References", ""]
    width = rng.choice([48, 76, 90])
    for r in refs:
        out += wrap(rng, r, width, "", "", True)
    body = sum((wrap(rng, prose(rng, some), width) for _ in range(6)), [])
    return pages_apart(body + out, ["A. Author and B. Writer", "A study of things"],
                       40, 101), refs


def pdf_once(rng, some):
    """A short list with labels, torn once."""
    refs, out = [ieee(w) for w in some[:14]], ["References", ""]
    for i, r in enumerate(refs, 1):
        out += wrap(rng, r, 60, f"[{i}] ", "    ")
    return pages_apart(out, ["", rng.choice(["A. Author et al.", "A study of things"])],
                       len(out) // 2 + rng.randint(-3, 3), 12), refs


def beside(rng, lines, head, height, columns=2, margin=""):
    """Columns side by side, page by page, as `pdftotext -layout` has them."""
    out, step = [], height * columns
    for n, at in enumerate(range(0, len(lines), step)):
        page = lines[at:at + step]
        if len(page) < step:  # the last page's columns are as long as one another
            height = -(-len(page) // columns)
        parts = [page[k:k + height] for k in range(0, len(page), height)]
        room = max(map(len, page)) + rng.choice([2, 4, 9])
        out += [margin + (f"{n + 100}{head:>70}" if n % 2 else f"{head:<70}{n + 100}"),
                ""] if n else []
        out += [(margin + "".join(f"{p[k] if k < len(p) else '':<{room}}" for p in parts))
                .rstrip() for k in range(height)] + ["\f"]
    return "\n".join(out)


def side_labels(rng, some):
    refs, out = [ieee(w) for w in some], ["REFERENCES"]
    for i, r in enumerate(refs, 1):
        label = f"[{i}]".rjust(len(f"[{len(refs)}]")) + " "
        out += wrap(rng, r, 46, label, " " * len(label), True)
    body = sum((wrap(rng, prose(rng, some), 46, "", "", True)
                for _ in range(9)), [])
    return beside(rng, body + out, "PROCEEDINGS OF NOTHING", 60,
                  margin=rng.choice(["", "      "])), refs


def side_names(rng, some):
    """Author and year, hanging, the list a page of its own."""
    refs, out = [apa(w, "") for w in some], []
    for r in refs:
        out += wrap(rng, r, 48, "", "  ", True)
    return "\n".join(wrap(rng, prose(rng, some), 100) + ["", "References", ""]) + \
        beside(rng, out, "Journal of Examples", 50), refs


def side_flat(rng, some):
    refs, out = [ieee(w) for w in some], ["References"]
    for i, r in enumerate(refs, 1):
        out += wrap(rng, r, 52, f"{i}. ", "", True)
    return beside(rng, out, "A. Author et al.", 44), refs


def side_three(rng, some):
    refs, out = [ieee(w) for w in some], ["References and notes"]
    for i, r in enumerate(refs, 1):
        out += wrap(rng, r, 38, f"{i}. ", "   ", True)
    return beside(rng, out, "A. Author et al.", 60, 3), refs


def md_fields_table(rng, some):
    """A column for each field: nothing that could be set as a reference."""
    return ("## References\n\n| Author | Title | Year |\n|---|---|---|\n" + "\n".join(
        f"| {w['author'][0]['family']} | {w['title']} | {parts(w)[2]} |"
        for w in some)), []


KINDS = [("md-paragraphs", "md", md_paragraphs), ("md-bullets", "md", md_bullets),
         ("md-numbered", "md", md_numbered), ("md-no-heading", "md", md_no_heading),
         ("md-remarks", "md", md_remarks), ("md-notes", "md", md_notes),
         ("md-table", "md", md_table), ("md-html", "md", md_html),
         ("text-lines", "txt", text_lines), ("text-hanging", "txt", text_hanging),
         ("text-blank", "txt", text_blank), ("text-flat", "txt", text_flat),
         ("text-remarks", "txt", text_remarks), ("pdf-labels", "txt", pdf_labels),
         ("pdf-columns", "txt", pdf_columns), ("pdf-names", "txt", pdf_names),
         ("text-parens", "txt", text_parens), ("text-dots", "txt", text_dots),
         ("text-crlf", "txt", text_crlf), ("text-two-lists", "txt", text_two_lists),
         ("text-gb", "txt", text_gb), ("text-notes", "txt", text_notes),
         ("pdf-long", "txt", pdf_long), ("pdf-flat", "txt", pdf_flat),
         ("pdf-footnotes", "txt", pdf_footnotes),
         ("md-fields-table", "md", md_fields_table),
         ("pdf-apart", "txt", pdf_apart), ("pdf-once", "txt", pdf_once),
         ("side-labels", "txt", side_labels), ("side-names", "txt", side_names),
         ("side-flat", "txt", side_flat), ("side-three", "txt", side_three)]


def bare(s):
    return "".join(c for c in s.casefold() if c.isalnum())


def found_in(path):
    out = subprocess.run([REFMEND, "check", "--offline", "--index", INDEX, "--json",
                          path], stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL).stdout
    rows = map(json.loads, out.decode("utf-8").splitlines())
    return [bare(r["raw"]) for r in rows if r["type"] == "reference"]


def main():
    rng = random.Random(SEED)
    all_works = works(rng)
    right_all = total_all = 0
    folder = KEEP or tempfile.mkdtemp()
    for name, suffix, render in KINDS:
        right = total = extra = 0
        for n in range(DOCUMENTS):
            some = rng.sample(all_works, rng.randint(8, MOST))
            text, refs = render(rng, some)
            path = os.path.join(folder, f"{name}-{n}.{suffix}")
            with open(path, "w", encoding="utf-8") as out:
                out.write(text)
            wanted = [bare(r) for r in refs]
            found = found_in(path)
            hits = sum(f in set(wanted) for f in found)
            if KEEP:
                with open(path + ".wrong", "w", encoding="utf-8") as out:
                    out.writelines(f"- {r}\n" for r, b in zip(refs, wanted)
                                   if b not in found)
                    out.writelines(f"+ {f}\n" for f in found if f not in wanted)
            else:
                os.remove(path)
            right += hits
            extra += len(found) - hits
            total += len(refs)
        if total:
            print(f"find-{name} {100 * right / total:.2f} %")
        print(f"find-{name}-extra {extra} items")
        right_all += right
        total_all += total
    print(f"find-all {100 * right_all / total_all:.2f} %")
    if not KEEP:
        os.rmdir(folder)


main()
