#!/bin/sh
# A service whose certificate nobody vouches for is not asked.
. "$TESTS_DIR/lib.sh"
[ "$PYTHON3" != no ] && [ -n "$PYTHON3" ] || { echo '1..0 # SKIP no python3'; exit 0; }
openssl version >/dev/null 2>&1 || { echo '1..0 # SKIP no openssl to make a certificate with'; exit 0; }

openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost,IP:127.0.0.1 >made 2>&1 || { cat made; exit 99; }
cat >server.py <<'END'
import http.server, os, ssl, sys, threading
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        open("asked", "a").write(self.path + "\n")
        body = b'{"status":"ok","message-type":"work-list","message":{"items":[],"total-results":0}}'
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("cert.pem", "key.pem")
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
END
mkfifo hold port
"$PYTHON3" server.py <hold >port 2>server.err &
exec 8>hold
exec 9<port
read -r port <&9
printf 'crossref.url = https://localhost:%s\nhttp.time-scale = 0.01\n' "$port" >tls.ini
cat >paper.bib <<'END'
@article{right, author = {LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey}, title = {Deep learning}, journal = {Nature}, year = 2015}
END
check 'a certificate of its own making is not enough' status 4 "$REFMEND" check --config tls.ini --sources crossref paper.bib
check 'nothing was said to it' test ! -e asked
"$REFMEND" check --config tls.ini --sources crossref paper.bib >out 2>&1
check 'the report says why' grep -qi 'certificate' out
exec 8>&-
done_testing
