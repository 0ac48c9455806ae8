#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Starts TiSocket from the folder that this file's folder is in. It needs nothing else, and may be anywhere and read-only.
#
#   TISOCKET_JAVA_OPTS   further options for the JVM, separated by spaces
#   TISOCKET_VERBOSE=1   show the command before it is started
#   TISOCKET_SLOW_CALLBACK=MS  warn of a callback that takes longer, 0: of none (read by the command itself)
#   TISOCKET_DATA=DIR    where scripts store their data (read by the command itself)
#
# What it ends with: the exit code of the command. Shell: POSIX, with the tools of a bare Linux or macOS.

set -u

find_root() {
  self=$0
  case $self in
    */*) ;;
    *) self=./$self ;;
  esac
  while [ -h "$self" ]; do
    target=$(readlink "$self")
    case $target in
      /*) self=$target ;;
      *) self=${self%/*}/$target ;;
    esac
  done
  root=$(cd "${self%/*}/.." && pwd -P) || exit 70
}

# An archive of classes is good for the paths only that it was made with. So, where the system can do it, the folder is held
# open, and named by a path that stays the same wherever it is. Elsewhere a folder that was moved starts a second slower.
name_root() {
  at=$root
  if [ -r "$root" ] && [ -r /proc/self/fd ]; then
    exec 9<"$root"
    [ ! -r /proc/self/fd/9/java.args ] || at=/proc/self/fd/9
  fi
}

# Sets the options that depend on the name of the folder, $1.
find_parts() {
  class_path=
  while IFS= read -r jar; do
    class_path=$class_path:$1/$jar
  done <"$root/class-path"
  class_path=--class-path=${class_path#:}
  module_path=
  [ ! -d "$root/compiler" ] || module_path=--module-path=$1/engine:$1/compiler
  # The engine keeps native code there, which it would else put into the user's home at the first start.
  cache=-Dpolyglot.engine.userResourceCache=$1/cache
  # Netty's, which it would else unpack into the folder for temporary files at every start.
  native=-Djava.library.path=$1/native
  # What the JVM's compilers are told of the one for scripts.
  directives=
  [ ! -r "$root/compiler.json" ] || directives=-Dtisocket.compilerDirectives=$1/compiler.json
  archive=
  if [ -r "$root/start.aot" ]; then
    archive=-XX:AOTCache=$1/start.aot
  elif [ -r "$root/start.jsa" ]; then
    archive=-XX:SharedArchiveFile=$1/start.jsa
  fi
}

# A shell script starts its background jobs with interrupts ignored, and a JVM leaves them so: "kill -INT" would then do
# nothing. Whoever starts a program to wait for connections wants to be able to end it.
restore_interrupt() {
  wrapper=
  [ -r "/proc/$$/status" ] || return 0
  while read -r key value; do
    if [ "$key" = "SigIgn:" ]; then
      case $value in
        *[2367abefABEF]) ! env --default-signal=INT true 2>/dev/null || wrapper="env --default-signal=INT" ;;
      esac
      return 0
    fi
  done <"/proc/$$/status"
}

# Sets young to the size of the young generation, unless the user's options say anything about the heap: the rest of a
# heap of 64 MB would be nothing.
size_young() {
  young=-Xmn64m
  case " ${TISOCKET_JAVA_OPTS:-} " in
    *" -Xm"* | *" -XX:"*HeapSize* | *" -XX:"*NewSize* | *" -XX:NewRatio"* | *RAMPercentage*) young= ;;
  esac
}

find_root
name_root
restore_interrupt
size_young
java=$root/runtime/bin/java
if [ -n "${TISOCKET_VERBOSE:-}" ]; then
  find_parts "$root"
  printf 'tisocket: %s\n' "$wrapper $java @$root/java.args $class_path $module_path $cache $native $directives $archive $young ${TISOCKET_JAVA_OPTS:-} io.tisocket.cli.Main $*" >&2
fi
find_parts "$at"
# shellcheck disable=SC2086 # the options are separated by spaces
exec $wrapper "$java" "@$root/java.args" "$class_path" ${module_path:+"$module_path"} "$cache" "$native" ${directives:+"$directives"} ${archive:+"$archive"} \
  $young ${TISOCKET_JAVA_OPTS:-} io.tisocket.cli.Main "$@"
