# Read by the scripts beside it, with $backups set. Each restore begins a timeline: a branch of the WAL with a number of its own.
# The archive's <number>.history.gz says of each but the first which ones it comes from, and where and why it has left them.

# The copies that are whole, oldest first.
copies() {
  for copy in "$backups"/base/*/; do
    if [ -f "${copy}finished" ]; then basename "$copy"; fi
  done
}

# The timeline of a copy, and where it was whole.
range_of() {
  sed -n 's/.*"Timeline": \([0-9]*\), "Start-LSN": "[^"]*", "End-LSN": "\([^"]*\)".*/\1 \2/p' "$backups/base/$1/data/backup_manifest"
}

# A place in the WAL as a number.
position() { echo $(((0x${1%/*} << 32) + 0x${1#*/})); }

# The numbers of all timelines, oldest first.
timelines() {
  {
    echo 1
    for file in "$backups"/wal/????????.history.gz; do
      if [ -f "$file" ]; then printf '%d\n' "0x$(basename "$file" .history.gz)"; fi
    done
    for copy in $(copies); do range_of "$copy" | sed 's/ .*//'; done
  } | sort -nu
}

history_of() {
  if [ "$1" -eq 1 ]; then return; fi
  name=$(printf '%08X.history' "$1")
  # An archive that was begun later does not have it, but the copies of this timeline do.
  if [ -f "$backups/wal/$name.gz" ]; then gzip -dc "$backups/wal/$name.gz"; else cat "$backups"/base/*/data/pg_wal/"$name"; fi
}

# "left timeline 1 at 0/5000148 (before 2027-03-25 09:00:03.12+00), begun 2027-03-25T11:02:11Z"
origin_of() {
  lines=$(history_of "$1")
  printf '%s\n' "$lines" | awk -F '\t' 'NF > 1 { said = "left timeline " $1 " at " $2 " (" $3 ")" } END { printf "%s", said }'
  file="$backups/wal/$(printf '%08X.history.gz' "$1")"
  if [ -f "$file" ]; then date -u -r "$file" +', begun %Y-%m-%dT%H:%M:%SZ'; else echo; fi
}

has_wal() {
  for file in "$backups/wal/$(printf '%08X' "$1")"????????????????.gz; do
    if [ -f "$file" ]; then return 0; fi
  done
  return 1
}

# The copies from which PostgreSQL finds its way along a timeline, oldest first: those of this timeline, and those of the ones
# that it comes from that were whole before it has left them. Of these none where no WAL of the timeline has reached the archive:
# PostgreSQL would go on along the one that was left, without a word.
copies_of() {
  forks=$(history_of "$1")
  if ! has_wal "$1"; then forks=''; fi
  for copy in $(copies); do
    range=$(range_of "$copy")
    own=${range% *}
    left=$(printf '%s\n' "$forks" | awk -v own="$own" '$1 == own { print $2; exit }')
    if [ "$own" = "$1" ] || { [ -n "$left" ] && [ "$(position "${range#* }")" -le "$(position "$left")" ]; }; then
      echo "$copy"
    fi
  done
}
