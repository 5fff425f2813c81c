# shellcheck shell=sh
# Sourced after lib.sh by the tests that ask services: starts the loopback
# server, and writes services.ini, which names its addresses.
[ "$PYTHON3" != no ] && [ -n "$PYTHON3" ] || { echo '1..0 # SKIP no python3'; exit 0; }

# The server ends with this script, since its standard input does.
mkfifo "$tmp/hold" "$tmp/port"
"$PYTHON3" "$TESTS_DIR/endpoint/server.py" --corpus "$TESTS_DIR/endpoint/works.jsonl" --port 0 --time-scale 0.01 \
  --exit-with-stdin --log "$tmp/requests" <"$tmp/hold" >"$tmp/port" 2>"$tmp/server.err" &
exec 8>"$tmp/hold"
exec 9<"$tmp/port"
read -r port <&9
base=http://127.0.0.1:$port
cat >services.ini <<END
mailto = test@example.org
crossref.url = $base/crossref
doi-org.url = $base/doi
datacite.url = $base/datacite
arxiv.url = $base/arxiv
open-library.url = $base/openlibrary
europe-pmc.url = $base/europepmc
pubmed.url = $base/eutils
dblp.url = $base/dblp
openalex.url = $base/openalex
google-books.url = $base/googlebooks
semantic-scholar.url = $base/semanticscholar
http.time-scale = 0.01
END
look="--config services.ini"

control() { "$PYTHON3" -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1]).read()' "$base/_control/$1"; }
has() { grep -qF -e "$2" "$1" || { echo "$1 has no '$2':"; cat "$1"; return 1; }; }
same_number() { [ "$1" = "$2" ] || { echo "$1, not $2"; return 1; }; }
