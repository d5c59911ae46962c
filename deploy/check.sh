#!/bin/sh
# check.sh PYTHON: Django's deployment checks, with the variables of a production machine.
set -eu
export DEMO=false DEBUG=false
export SECRET_KEY=$("$1" -c "import secrets; print(secrets.token_urlsafe(60))")
export SITE_URL=https://km.example.org ALLOWED_HOSTS=km.example.org
export DATA_DIR="${TMPDIR:-/tmp}"
exec "$1" manage.py check --deploy --fail-level WARNING
