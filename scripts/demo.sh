#!/usr/bin/env bash
# The product with demo data at http://localhost:8080: builds what is missing, then serves. See `just demo`.
#
# The demo's data stay in data/demo between runs; remove that folder to start afresh.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/steps.sh

export MAGNETIQ_DATA_DIR=${MAGNETIQ_DATA_DIR:-data/demo}
mkdir -p "$MAGNETIQ_DATA_DIR"

steps_total=3
step 'What the demo needs' scripts/needs.sh rust wasm node
step 'The browser app (two minutes, the first time)' cargo run -q -p magnetiq-xtask -- spa --release
step 'The server (two minutes, the first time)' cargo build -p magnetiq
trap - EXIT

echo
exec "${CARGO_TARGET_DIR:-target}/debug/magnetiq" serve --demo
