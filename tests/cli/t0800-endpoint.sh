#!/bin/sh
# The loopback services answer as the real ones do.
case ${PYTHON3:-no} in
no) echo '1..0 # SKIP no python3 to run the loopback services'; exit 0 ;;
esac
exec "$PYTHON3" "$TESTS_DIR/endpoint/selftest.py"
