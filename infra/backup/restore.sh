#!/bin/sh
# restore.sh <backups> <data directory> <instant | latest>: lays out the newest copy that was finished before the instant
# (ISO 8601 in UTC, 2027-03-25T09:00:00Z), so that PostgreSQL, started on it, plays the WAL up to there and is open for work.
# The directory must not exist. Run it as the account of PostgreSQL; docs/operations.md tells what comes before and after.
set -eu
backups=$(cd "$1" && pwd)
scripts=$(cd "$(dirname "$0")" && pwd)
data=$2 instant=$3
if [ -e "$data" ]; then
  echo "$data exists: move the old one away first, it may still be needed" >&2
  exit 1
fi
case $instant in
latest | [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z) ;;
*)
  echo "an instant in UTC (2027-03-25T09:00:00Z), or latest, not: $instant" >&2
  exit 1
  ;;
esac

base=''
for candidate in "$backups"/base/*/; do
  [ -f "${candidate}finished" ] || continue
  # Both are ISO 8601 in UTC: their order is that of their letters.
  if [ "$instant" = latest ] || [ "$(printf '%s\n%s\n' "$(cat "${candidate}finished")" "$instant" | LC_ALL=C sort | head -n 1)" != "$instant" ]; then
    base=$candidate
  fi
done
if [ -z "$base" ]; then
  echo "no copy in $backups/base was finished before $instant" >&2
  exit 1
fi

cp -R "${base}data" "$data"
chmod 700 "$data"
# What an earlier restore has said is copied with the cluster.
sed -i '/^\(restore_command\|recovery_target\)/d' "$data/postgresql.auto.conf"
{
  echo "restore_command = '\"$scripts/fetch-wal.sh\" \"$backups/wal\" \"%f\" \"%p\"'"
  if [ "$instant" != latest ]; then
    # This setting knows no names of time zones, not even Z.
    echo "recovery_target_time = '$(echo "$instant" | sed 's/T/ /; s/Z$/+00/')'"
    echo "recovery_target_action = 'promote'"
  fi
} >>"$data/postgresql.auto.conf"
touch "$data/recovery.signal"
echo "from ${base%/} up to $instant: start PostgreSQL on $data"
