#!/bin/sh
# base-backup.sh <backups> [how many to keep, 7]: a copy of the running cluster, verified, in <backups>/base/<instant>. Whom
# to ask stands in PGHOST, PGPORT, PGUSER (with the right to replicate), PGPASSFILE. Then what nobody needs any more goes:
# older copies, and the WAL before the oldest that is kept.
set -eu
backups=$1 keep=${2:-7}
stamp=$(date -u +%Y%m%dT%H%M%SZ)
draft="$backups/base/.$stamp"
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
oldest=$(ls -1 "$backups/base" | sort | head -n 1)
first=$(sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]*\))$/\1/p' "$backups/base/$oldest/data/backup_label")
if [ -d "$backups/wal" ]; then pg_archivecleanup -x .gz "$backups/wal" "$first"; fi
echo "$backups/base/$stamp"
