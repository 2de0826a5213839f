#!/bin/sh
# base-backup.sh <backups> [how many to keep, 7]: a copy of the running cluster, verified, in <backups>/base/<instant>. Whom
# to ask stands in PGHOST, PGPORT, PGUSER (with the right to replicate), PGPASSFILE. Then what nobody needs any more goes:
# older copies, and the WAL before those that are kept.
set -eu
backups=$1 keep=${2:-7}
stamp=$(date -u +%Y%m%dT%H%M%SZ)
draft="$backups/base/.$stamp"
# Without the WAL that follows it a copy leads nowhere; and where a share is not mounted this would be the disk of the house.
if [ ! -d "$backups/wal" ]; then
  echo "$backups/wal is not there: is it mounted?" >&2
  exit 1
fi
mkdir -p "$backups/base"
trap 'rm -rf "$draft"' EXIT
mkdir -m 700 "$draft"
pg_basebackup --pgdata="$draft/data" --wal-method=stream --checkpoint=fast --no-password
pg_verifybackup --quiet "$draft/data"
# From here on a restore to any later instant is possible.
date -u +%Y-%m-%dT%H:%M:%SZ >"$draft/finished"
sync
mv "$draft" "$backups/base/$stamp"

ls -1 "$backups/base" | sort -r | tail -n "+$((keep + 1))" | while read -r old; do rm -rf "$backups/base/$old"; done
# After a restore a copy of the timeline that was left may be older and begin later in the WAL. pg_archivecleanup looks at the place
# alone, not at the timeline (the first eight letters), so it is given the lowest place at which a copy that is kept begins.
begins=$(for copy in "$backups"/base/*/; do sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]*\))$/\1/p' "${copy}data/backup_label"; done)
first=$(echo "$begins" | LC_ALL=C sort -k 1.9 | head -n 1)
pg_archivecleanup -x .gz "$backups/wal" "$first"
echo "$backups/base/$stamp"
