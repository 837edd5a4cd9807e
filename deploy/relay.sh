#!/bin/sh
# Starts coturn with turnserver.conf and what differs from machine to machine. The secret goes into a
# file that only this user reads: among the arguments everybody on the machine would see it. coturn
# takes the place of this script, so nobody is left to remove the file: it is always the same one,
# written anew at each start, in a directory that is nobody else's (RELAY_DIR names another).
set -eu
: "${TURN_SECRET:?the secret that the gateway has too}"
: "${RELAY_IP:?the address of this machine to listen on, and to relay from}"
umask 077
dir="${RELAY_DIR:-${XDG_RUNTIME_DIR:-/tmp}/whispernet-relay-$(id -u)}"
mkdir "$dir" 2>/dev/null || true # there since the last start, or not to be made: seen in the next lines

# In /tmp anybody may have made it first, as a directory of theirs or as a link into one.
listed="$(ls -ldn "$dir")"
case "$listed" in
  drwx------*) owner="$(set -f; set -- $listed; echo "$3")" ;;
  *) owner='' ;;
esac
if [ "$owner" != "$(id -u)" ]; then
  echo "$dir has to be a directory that is yours and closed to everybody else (mode 700)." >&2
  exit 1
fi

conf="$dir/turnserver.conf"
rm -f "$conf"
{
  cat "$(dirname "$0")/turnserver.conf"
  echo "static-auth-secret=$TURN_SECRET"
  echo "realm=${RELAY_NAME:-whispernet}"
  echo "listening-ip=$RELAY_IP"
  echo "relay-ip=$RELAY_IP"
  # Two people who both hide their address meet at the relay's own.
  echo "allowed-peer-ip=$RELAY_IP"
  # Where the machine has a public address that it does not know of, as in most clouds.
  if [ -n "${RELAY_PUBLIC_IP:-}" ]; then
    echo "external-ip=$RELAY_PUBLIC_IP/$RELAY_IP"
    echo "allowed-peer-ip=$RELAY_PUBLIC_IP"
  fi
} > "$conf"
exec turnserver -c "$conf" "$@"
