#!/bin/sh
# install.sh VENV FILE: install exactly what FILE lists into VENV, by uv or else by pip.
set -eu
venv=$1
file=$2
if [ -x "$venv/bin/uv" ] &&
    "$venv/bin/uv" pip sync --quiet --python "$venv/bin/python" "$file"; then
    exit 0
fi
exec "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    --require-hashes -r "$file"
