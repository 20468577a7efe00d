#!/usr/bin/env bash
# The tests that try to break the bot, at full count, from a printed seed: the same code that tests/run.sh runs a short cut of.
# With no argument everything in turn, some three hours on two cores; a summary at the end.
#
#   tests/soak.sh [PART…] [--seed N] [--kills N] [--disks N] [--load-seconds N] [--zones N] [--inputs N] [--quick]
#
# Parts:  kills   kill -9 at random instants, platforms in rough weather, the clock stepped, on every platform (300 each)
#         disk    a disk that fills up and is freed under answers (30 times; needs root on Linux)
#         load    a hundred presses a second for an hour, memory read each minute
#         zones   a year by fake clock in every IANA zone, with restarts and changes
#         fuzz    over a million mutated inputs, each parser its part
# --quick does each part at the normal run's count. Progress goes to standard error; a failure names its seed.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en NO_COLOR=1 SOAK=full

usage() { sed -n '2,/^set /{/^set /!p}' "$0" | sed 's/^# \{0,1\}//'; }
number() { [[ "$2" =~ ^[0-9]+$ ]] || { echo "$1 needs a whole number, not \"$2\"." >&2; exit 2; }; echo "$2"; }

parts=()
seed=$(( (RANDOM << 15) | RANDOM ))
while [ $# -gt 0 ]; do
  case "$1" in
    kills|disk|load|zones|fuzz) parts+=("$1") ;;
    --quick) unset SOAK ;;
    --seed) seed=$(number "$1" "${2:-}") || exit; shift ;;
    --kills|--disks|--load-seconds|--zones|--inputs)
      value=$(number "$1" "${2:-}") || exit
      name=${1#--}; name=${name//-/_}
      export "SOAK_${name^^}=$value"; shift ;;
    -h|--help) usage; exit ;;
    *) echo "There is no \"$1\"." >&2; usage >&2; exit 2 ;;
  esac
  shift
done
[ ${#parts[@]} -gt 0 ] || parts=(fuzz zones kills disk load)
export SOAK_SEED=$seed

declare -A projects=(
  [kills]="EndToEnd.Tests" [disk]="EndToEnd.Tests" [load]="EndToEnd.Tests" [zones]="Engine.Tests"
  [fuzz]="Engine.Tests Discord.Tests Slack.Tests Terminal.Tests Judge.Tests Tests")
declare -A classes=([kills]="*KillSoakTests" [disk]="*DiskSoakTests" [load]="*LoadSoakTests" [zones]="*YearTests" [fuzz]="*FuzzTests")

echo "Seed $seed. To do the same again: tests/soak.sh ${parts[*]} --seed $seed"
summary=() status=0
for part in "${parts[@]}"; do
  for project in ${projects[$part]}; do
    path=tests/AwsPrepBot.$project
    dotnet build "$path" -c Release -v q -clp:ErrorsOnly || exit 1
    begun=$SECONDS
    dotnet run --project "$path" -c Release --no-build -- -class "${classes[$part]}" -noLogo
    result=$?
    [ $result -eq 0 ] && word=held || { word=BROKE; status=1; }
    summary+=("$(printf '%-6s %-16s %-6s %6d s' "$part" "$project" "$word" $((SECONDS - begun)))")
  done
done

echo
echo "Seed $seed, $(nproc) cores, $(date -u +%Y-%m-%d):"
printf '%s\n' "${summary[@]}"
exit $status
