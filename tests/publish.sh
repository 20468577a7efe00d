#!/usr/bin/env bash
# Publishes the program as the README says, into an empty folder, and runs it from there as another user who may write
# nothing but the folder it is started in: what the container and the systemd unit do, without either. Ends with "published: fine".
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en NO_COLOR=1

place=$(mktemp -d) && trap 'chmod -R u+w "$place"; rm -rf "$place"' EXIT
chmod 755 "$place"
program=$place/program home=$place/home
mkdir "$home"
fail() { echo "published: $1" >&2; exit 1; }

before=$(git status --porcelain 2>/dev/null || true)
dotnet publish src/AwsPrepBot -c Release -o "$program" -v quiet
[ "$(git status --porcelain 2>/dev/null || true)" = "$before" ] || fail "publishing changed files of the repository"
chmod -R a-w,a+rX "$program"
touch "$place/published"

as=()
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
  chown 65534:65534 "$home"
  as=(setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs)
else
  echo "Not root, or no setpriv: it runs as $(id -un), on a tree without write permission." >&2
fi
run() { (cd "$home" && env -i PATH="$PATH" DOTNET_ROOT="${DOTNET_ROOT:-}" DOTNET_EnableDiagnostics=0 HOME=/nonexistent "${as[@]}" "$program/AwsPrepBot" "$@"); }

run --version >/dev/null || fail "it does not start"
run doctor >/dev/null || fail "doctor finds something wrong: $(run doctor)"
printf '@ana A\n@ben B\n@ana /prep close\n@ben /prep leaderboard\n' | run >"$place/day" 2>"$place/errors" || fail "a day in the terminal failed: $(cat "$place/errors")"
grep -q '2 answered' "$place/day" || fail "a day in the terminal has no result: $(cat "$place/day")"
[ ! -s "$place/errors" ] || fail "it complained: $(cat "$place/errors")"
run db check >/dev/null || fail "db check finds something"
run db backup copy.db >/dev/null && run db restore copy.db >/dev/null || fail "backup and restore failed"
[ -z "$(find "$program" -newer "$place/published" -print -quit)" ] || fail "it wrote into its own folder"

if command -v systemd-analyze >/dev/null; then
  sed "s#^ExecStart=.*#ExecStart=$program/AwsPrepBot#; s#^EnvironmentFile=.*##" deploy/systemd/awsprepbot.service > "$place/awsprepbot.service"
  systemd-analyze verify "$place/awsprepbot.service" || fail "the unit is not in order"
else
  echo "No systemd-analyze here: the unit was read by the tests alone." >&2
fi
echo "published: fine ($(du -sm "$program" | cut -f1) MB)"
