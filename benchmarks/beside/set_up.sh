#!/bin/sh
# Installs what is asked beside ours into an environment of its own: sh benchmarks/beside/set_up.sh FOLDER
# ln2sql's own package on PyPI is empty, so the one that packs its code is taken; that code is of Python 2 and is
# translated by the standard library's 2to3; tabs among spaces, which Python 3 refuses, become eight spaces as Python 2
# reads them, and two lines that 2to3 leaves in each file are taken out.
set -eu
python3.11 -m venv "$1"
"$1/bin/pip" install text2sql-lite==0.4.0 intelligent-text2sql==0.1.1 ln2sql==0.1 ln2sqlmodule==1.0.2
code=$("$1/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/ln2sqlmodule
"$1/bin/python" -W ignore -m lib2to3 --write --nobackups "$code" > /dev/null 2>&1
for file in "$code"/*.py; do
    expand -i -t 8 "$file" > "$file.spaces" && mv "$file.spaces" "$file"
done
sed -i -e '/reload(sys)/d' -e '/setdefaultencoding/d' "$code"/*.py
