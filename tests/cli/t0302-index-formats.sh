#!/bin/sh
# refmend index build: what the sources ship, packed as they pack it.
. "$TESTS_DIR/lib.sh"

cat >dblp.xml <<'END'
<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE dblp SYSTEM "dblp.dtd">
<dblp>
<article mdate="2020-05-11" key="journals/neco/HochreiterS97">
<author>Sepp Hochreiter</author>
<author>J&uuml;rgen Schmidhuber</author>
<title>Long Short-Term Memory.</title>
<pages>1735-1780</pages><year>1997</year><volume>9</volume>
<journal>Neural Comput.</journal><number>8</number>
<ee>https://doi.org/10.1162/neco.1997.9.8.1735</ee>
</article>
<www key="homepages/s/JSchmidhuber"><author>J&uuml;rgen Schmidhuber</author><title>Home Page</title></www>
</dblp>
END
cat >crossref.json <<'END'
{"items":[{"DOI":"10.1145/3065386","type":"journal-article","title":["ImageNet classification with deep convolutional neural networks"],"container-title":["Communications of the ACM"],"author":[{"given":"Alex","family":"Krizhevsky","sequence":"first","affiliation":[]}],"issued":{"date-parts":[[2017,5,24]]},"volume":"60","issue":"6","page":"84-90","prefix":"10.1145"},
{"DOI":"10.1371/journal.pone.0000030.g001","type":"component","prefix":"10.1371"}]}
END
cat >arxiv.jsonl <<'END'
{"id":"1412.6980","title":"Adam: A Method for Stochastic\n  Optimization","authors_parsed":[["Kingma","Diederik P.",""],["Ba","Jimmy",""]],"categories":"cs.LG","versions":[{"version":"v1","created":"Mon, 22 Dec 2014 13:54:29 GMT"}]}
END

build() { "$REFMEND" index build "$@" -o out.idx --date 2026-01-01 >out 2>err; }
says() { grep -q "$1" out err || { cat out err; false; }; }
finds() { "$REFMEND" index search --json out.idx "$@" >found && cat found; }

dblp() { build dblp.xml && says '1 work,' && says 'left out: 1' &&
  finds lstm long short-term memory | grep -q '"family":"Schmidhuber","given":"Jürgen"'; }
check 'DBLP is read, without home pages' dblp
crossref() { build crossref.json && says '1 work,' && says 'left out: 1'; }
check "Crossref's data file is read, without components" crossref
standard_input() { build - <arxiv.jsonl && finds adam stochastic | grep -q '1412.6980'; }
check "arXiv's lines are read from standard input" standard_input

mkdir -p folder/deep
cp dblp.xml crossref.json folder
cp arxiv.jsonl folder/deep
gzip folder/dblp.xml
echo 'about these files' >folder/README
folder() { build folder && says '3 works,' && [ ! -s err ]; }
check 'a folder is read, what is no record passed over' folder
sources() { "$REFMEND" index info --json out.idx | grep -q '"arxiv": 1, "crossref": 1, "dblp": 1'; }
check 'the index says whose records they are' sources

if command -v tar >/dev/null; then
  tar cf all.tar folder && tar cf - folder | gzip >all.tar.gz
  archive() { build "$1" && says '3 works,' && [ ! -s err ]; }
  check 'a tar archive is read' archive all.tar
  check 'a packed tar archive is read' archive all.tar.gz
fi
if command -v zstd >/dev/null; then
  zstd -q arxiv.jsonl
  check 'zstd is read' build arxiv.jsonl.zst
fi

sed "/^<www/,\$d" dblp.xml >cut.xml
cut_xml() { build cut.xml crossref.json && says '2 works,' && says 'cut.xml.*cut off'; }
check 'what is cut off is read up to the break, and that is said' cut_xml
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "{\"type\":\"book\",\"title\":\"Book %d\"}\n", i }' | gzip >whole.gz
head -c 30000 whole.gz >cut.gz
packed() { build cut.gz && says "cut.gz' is damaged or was cut off" && ! says 'not JSON'; }
check 'so is a packed file' packed
nothing() { printf '<html/>' >page.xml; status 3 "$REFMEND" index build page.xml -o none.idx 2>err && says '<html>'; }
check 'XML of another kind is said to be so' nothing
bad() { sed 's/Short-Term/\&what;/' dblp.xml >bad.xml; build bad.xml crossref.json && says "bad.xml, line 4:.*'what' not defined"; }
check 'a bad record is told with its line, the rest is read' bad
done_testing
