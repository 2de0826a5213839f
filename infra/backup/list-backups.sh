#!/bin/sh
# list-backups.sh <backups> [how many are kept, 7]: each copy, since when it is whole, and when it goes if one is made each day; which instants
# can be restored; and from which day on what was deleted in the house is in none of them any more (docs/operations.md).
set -eu
backups=$1 keep=${2:-7}
. "$(dirname "$0")/timelines.sh"
day() { date -u -d "$1" +%Y-%m-%d; }

known=$(timelines)
timeline=$(echo "$known" | tail -n 1)
current=$(copies_of "$timeline")
newest=''
since=''
place=0
for copy in $(copies | sort -r); do
  range=$(range_of "$copy")
  own=${range% *}
  finished=$(cat "$backups/base/$copy/finished")
  newest=${newest:-$finished}
  if echo "$current" | grep -Fqx "$copy"; then
    since=$finished from=$own aside=''
  else
    aside="  of timeline $own, not on the way of timeline $timeline"
  fi
  echo "$copy  whole since $finished  goes on $(day "$newest + $((keep - place)) days")$aside"
  oldest=$finished
  place=$((place + 1))
done
if [ -z "$newest" ]; then
  echo "no copy is finished in $backups/base" >&2
  exit 1
fi
if [ ! -d "$backups/wal" ]; then
  echo "Nothing can be restored: $backups/wal is not there."
elif [ -z "$since" ]; then
  echo "Nothing can be restored on timeline $timeline, which is the newest: take a copy at once."
elif [ "$from" = "$timeline" ]; then
  echo "Any instant since $since can be restored."
else
  echo "Any instant since $since can be restored on timeline $timeline, but for those between where a timeline left another one and its beginning:"
  for each in $known; do
    if [ "$each" -gt 1 ]; then echo "  timeline $each $(origin_of "$each")"; fi
  done
  echo "What came then is on the timeline that was left; restore.sh takes its number."
fi
echo "What was deleted before $oldest is in no copy any more; what is deleted today, from $(day "$newest + $keep days") on."
