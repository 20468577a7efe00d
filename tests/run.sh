#!/usr/bin/env bash
# Runs every test. Installs what is missing where that is allowed, says what was skipped and why, and ends with a line
# "N passed, N failed, N skipped". Extra arguments go to `dotnet test`.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en NO_COLOR=1

if ! command -v dotnet >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "No .NET SDK here; trying to install one with apt-get."
    apt-get update -qq && apt-get install -y -qq dotnet-sdk-10.0
  fi
  command -v dotnet >/dev/null 2>&1 || { echo "The tests need the .NET SDK 10 (https://dotnet.microsoft.com/download)." >&2; exit 1; }
fi

dotnet restore AwsPrepBot.sln --locked-mode || exit 1
dotnet build AwsPrepBot.sln -c Release --no-restore -clp:ErrorsOnly || exit 1

# One project after the other: the end-to-end tests have real deadlines to keep.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution AwsPrepBot.sln -c Release --no-build --output Detailed --no-progress --max-parallel-test-modules 1 "$@" 2>&1 | tee "$log" | grep -vE '^\s*(passed |from /)'
status=${PIPESTATUS[0]}

count() { grep -E "^\s*$1: [0-9]+" "$log" | tail -n 1 | grep -oE '[0-9]+' | head -n 1; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
if [ -z "$passed" ]; then
  echo "The test runner did not finish." >&2
  exit 1
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
