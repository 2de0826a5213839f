#!/bin/sh
# restore_command = '"/…/fetch-wal.sh" "/backup/wal" "%f" "%p"' (restore.sh writes it): brings one file back from the archive.
# PostgreSQL takes each code up to 125 for the end of the archive, and opens the house with what it has until there. So 1 says only that
# the file is not in it and nothing that came after it either; whatever else goes wrong is 255, and stops PostgreSQL: it goes on from
# there when it is started again.
archive=$1 name=$2 path=$3
if [ -f "$archive/$name.gz" ]; then
  gzip -dc "$archive/$name.gz" >"$path" || exit 255
  exit 0
fi
# Only who sees the other files knows that this one is not there: of a share that is away nothing is left, or an empty folder.
names=$(cd "$archive" && ls -1) || exit 255
if [ -z "$names" ]; then
  echo "$archive is empty: is it mounted?" >&2
  exit 255
fi
if printf '%s\n' "$names" | grep -Fqx "$name.gz"; then
  echo "$archive/$name.gz is there and cannot be read" >&2
  exit 255
fi
# A timeline's segments are named in their order and archived in it: one that is missing before others is a hole, not the end.
case $name in
????????????????????????)
  later=$(printf '%s\n' "$names" | LC_ALL=C awk -v name="$name.gz" \
    'length($0) == length(name) && substr($0, 1, 8) == substr(name, 1, 8) && $0 > name { print; exit }')
  if [ -n "$later" ]; then
    echo "$archive/$name.gz is missing, and $later is there, which came after it" >&2
    exit 255
  fi
  ;;
esac
exit 1
