#!/bin/sh
# Starts coturn with turnserver.conf and what differs from machine to machine. The secret goes into a
# file that only this user reads: among the arguments everybody on the machine would see it.
set -eu
: "${TURN_SECRET:?the secret that the gateway has too}"
: "${RELAY_IP:?the address of this machine to listen on, and to relay from}"
umask 077
conf="$(mktemp)"
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
