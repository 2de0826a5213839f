#!/bin/sh
# list-backups.sh <backups> [how many are kept, 7]: each copy, since when it is whole, and when it goes if one is made each day;
# and from which day on what was deleted in the house is in none of them any more (docs/operations.md).
set -eu
backups=$1 keep=${2:-7}
day() { date -u -d "$1" +%Y-%m-%d; }

newest=''
place=0
for copy in $(ls -1 "$backups/base" | sort -r); do
  [ -f "$backups/base/$copy/finished" ] || continue
  finished=$(cat "$backups/base/$copy/finished")
  newest=${newest:-$finished}
  echo "$copy  whole since $finished  goes on $(day "$newest + $((keep - place)) days")"
  oldest=$finished
  place=$((place + 1))
done
if [ -z "$newest" ]; then
  echo "no copy is finished in $backups/base" >&2
  exit 1
fi
echo "Any instant since $oldest can be restored. What was deleted before that is in no copy any more; what is deleted today, from $(day "$newest + $keep days") on."
