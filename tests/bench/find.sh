#!/bin/sh
# Items of reference lists cut right, by the kind of document. Needs DATA with
# corpus/works-sample.jsonl.zst.
works=$DATA/corpus/works-sample.jsonl.zst
if [ -z "$DATA" ] || [ ! -f "$works" ]; then
  echo "find: skipped, DATA names no folder with the sample of works"
  exit 0
fi
"$PYTHON3" "${0%/*}/find.py" "$REFMEND" sample "$works"
