#!/bin/sh
# Makes the checkout ready for the commands in package.json: the packages of package-lock.json, and a Node that is new enough.
# Runs before there is any package, on the system's own Node.
set -eu
cd "$(dirname "$0")/../.."

# Angular and the commands of this folder need it.
NEEDED=24

major() { "$1" -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0; }

if [ "${NODE_ENV:-}" = production ]; then
  echo "NODE_ENV=production ist gesetzt. Diese Befehle sind für Entwicklung und Vorführung; bitte NODE_ENV leeren." >&2
  exit 1
fi

if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  # Not the Node out of node_modules: npm is about to replace it.
  system_node=${npm_node_execpath:-$(command -v node || true)}
  if [ "$(major "${system_node:-node}")" -lt 20 ]; then
    echo "Zum Installieren wird Node 20 oder neuer gebraucht." >&2
    exit 1
  fi
  echo "Pakete werden installiert (npm ci); beim ersten Mal dauert das einige Minuten …"
  began=$(date +%s)
  if [ -f "${npm_execpath:-}" ]; then
    "$system_node" "$npm_execpath" ci --ignore-scripts --loglevel=error
  else
    npm ci --ignore-scripts --loglevel=error
  fi
  # npm leaves the file's time alone when nothing changed.
  touch node_modules/.package-lock.json
  echo "Pakete installiert ($(($(date +%s) - began)) s)."
fi

if [ -x node_modules/.bin/node ]; then node=node_modules/.bin/node; else node=node; fi
found=$(major "$node")
if [ "$found" -lt "$NEEDED" ]; then
  echo "Node $NEEDED wird gebraucht, gefunden wurde Node $found." >&2
  echo "Für diese Plattform ($(uname -sm)) liegt kein eigenes Node bei; bitte Node $NEEDED auf dem System installieren." >&2
  exit 1
fi
