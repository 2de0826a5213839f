#!/bin/sh
# archive_command = '/…/archive-wal.sh "%p" "%f" /backup/wal': takes one finished segment of the WAL to the archive.
# Complete or not at all, and never over another: a segment of the same name with another content is a fault (exit code 1),
# and PostgreSQL keeps it and asks again.
set -eu
path=$1 name=$2 archive=$3
# Whoever made it here would fill the disk of the house where a share is not mounted, and call it a backup.
if [ ! -d "$archive" ]; then
  echo "$archive is not there: is it mounted?" >&2
  exit 1
fi
draft="$archive/.$name.$$"
trap 'rm -f "$draft"' EXIT
if [ -f "$archive/$name.gz" ]; then
  gzip -dc "$archive/$name.gz" | cmp -s - "$path" && exit 0
  echo "$archive/$name.gz is there already, and is another one" >&2
  exit 1
fi
gzip -1 <"$path" >"$draft"
sync "$draft"
mv "$draft" "$archive/$name.gz"
sync "$archive"
