#!/bin/sh
# restore.sh <backups> <data directory> <instant | latest> [timeline]: lays out the newest copy that was finished before the instant
# (ISO 8601 in UTC, 2027-03-25T09:00:00Z), so that PostgreSQL, started on it, plays the WAL up to there and is open for work.
# The directory must not exist. Run it as the account of PostgreSQL; docs/operations.md tells what comes before and after.
# Each restore begins a timeline, and what came after the instant lies on the one before. `latest` is the end of the newest one; an
# instant may be on several, and then this asks which.
set -eu
backups=$(cd "$1" && pwd)
scripts=$(cd "$(dirname "$0")" && pwd)
data=$2 instant=$3 timeline=${4:-}
. "$scripts/timelines.sh"
if [ -e "$data" ]; then
  echo "$data exists: move the old one away first, it may still be needed" >&2
  exit 1
fi
if [ ! -d "$backups/wal" ]; then
  echo "$backups/wal is not there: is it mounted?" >&2
  exit 1
fi
case $instant in
latest | [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z) ;;
*)
  echo "an instant in UTC (2027-03-25T09:00:00Z), or latest, not: $instant" >&2
  exit 1
  ;;
esac

# The newest copy from which the instant is reached along a timeline.
copy_for() {
  possible=$(copies_of "$1")
  found=''
  for copy in $possible; do
    # Both are ISO 8601 in UTC: their order is that of their letters.
    if [ "$instant" = latest ] || [ "$(printf '%s\n%s\n' "$(cat "$backups/base/$copy/finished")" "$instant" | LC_ALL=C sort | head -n 1)" != "$instant" ]; then
      found=$copy
    fi
  done
  echo "$found"
}

refuse() {
  echo "$1"
  if [ "$newest" -eq 1 ]; then exit 1; fi
  for each in $known; do
    copy=$(copy_for "$each")
    origin=$(origin_of "$each")
    echo "  timeline $each, ${copy:+from the copy }${copy:-no copy leads there}${origin:+: it $origin}"
  done
  echo "What came on a timeline after another one has left it is found along the first alone. Say which one is meant:"
  echo "  restore.sh \"$backups\" \"$data\" $instant <timeline>"
  exit 1
} >&2

known=$(timelines)
newest=$(echo "$known" | tail -n 1)
if [ -z "$timeline" ] && [ "$instant" != latest ]; then
  for other in $known; do
    copy=$(copy_for "$other")
    if [ "$other" != "$newest" ] && [ -n "$copy" ]; then refuse "$instant may be on several timelines"; fi
  done
fi
timeline=${timeline:-$newest}
if ! echo "$known" | grep -Fqx "$timeline"; then refuse "there is no timeline $timeline in $backups"; fi
base=$(copy_for "$timeline")
if [ -z "$base" ]; then refuse "no copy in $backups/base leads to $instant on timeline $timeline"; fi

cp -R "$backups/base/$base/data" "$data"
chmod 700 "$data"
# What an earlier restore has said is copied with the cluster.
sed -i '/^\(restore_command\|recovery_target\)/d' "$data/postgresql.auto.conf"
{
  echo "restore_command = '\"$scripts/fetch-wal.sh\" \"$backups/wal\" \"%f\" \"%p\"'"
  echo "recovery_target_timeline = '$timeline'"
  if [ "$instant" != latest ]; then
    # This setting knows no names of time zones, not even Z.
    echo "recovery_target_time = '$(echo "$instant" | sed 's/T/ /; s/Z$/+00/')'"
    echo "recovery_target_action = 'promote'"
  fi
} >>"$data/postgresql.auto.conf"
touch "$data/recovery.signal"
echo "from $backups/base/$base along timeline $timeline up to $instant: start PostgreSQL on $data"
