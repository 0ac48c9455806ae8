# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
#
# Finds the JDK to build with and to start. For ./tisocket and cli/distribution.

least_java=17
compiled_java=25

say() { printf 'tisocket: %s\n' "$*" >&2; }
more() { printf '  %s\n' "$*" >&2; }
fail() { status=$1; shift; say "$@"; exit "$status"; }

# --- Java ------------------------------------------------------------------------------------------------------------

# Sets home, version and rank to those of the best JDK; higher rank is better; and java_id.
find_java() {
  home= version= rank=0 rejected=
  if [ -n "${TISOCKET_JAVA_HOME:-}" ]; then
    consider "$TISOCKET_JAVA_HOME"
  else
    [ -z "${JAVA_HOME:-}" ] || consider "$JAVA_HOME"
    for candidate in /usr/lib/jvm/* /usr/java/* /opt/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/nowhere}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
      "${SDKMAN_DIR:-${HOME:-/nowhere}/.sdkman}"/candidates/java/*; do
      consider "$candidate"
    done
    [ "$rank" -ge 1000 ] || consider_path
  fi
  [ "$rank" -gt 0 ] || explain_java
  identify_java
}

# The home as a file name: a JDK that is exchanged for a newer one at the same place is another one.
identify_java() {
  IFS=/
  set -f
  # shellcheck disable=SC2086 # split on purpose
  java_id=$version$(set -- $home && IFS=- && printf '%s' "$*")
  set +f
  unset IFS
}

# The java on the PATH is usually a chain of links into a home that is not in a usual place.
consider_path() {
  java=$(command -v java) || return 0
  while [ -h "$java" ]; do
    target=$(readlink "$java")
    case $target in
      /*) java=$target ;;
      *) java=${java%/*}/$target ;;
    esac
  done
  java=${java%/*}
  consider "${java%/*}"
}

consider() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 0
  this_version=
  while IFS='=' read -r key value; do
    if [ "$key" = JAVA_VERSION ]; then
      value=${value#\"}
      this_version=${value%%\"*}
      break
    fi
  done <"$1/release"
  this_major=${this_version#1.}
  this_major=${this_major%%[!0-9]*}
  [ -n "$this_major" ] || return 0
  if [ "$this_major" -lt "$least_java" ]; then
    reject "$this_version is too old: $1"
  elif [ ! -x "$1/bin/javac" ]; then
    reject "$this_version is a runtime without a compiler: $1"
  else
    this_rank=$this_major
    [ "$this_major" -ne "$compiled_java" ] || [ ! -x "$1/bin/jlink" ] || this_rank=1000
    if [ "$this_rank" -gt "$rank" ]; then
      home=$1 version=$this_version rank=$this_rank
    fi
  fi
}

reject() {
  case "$rejected" in
    *"$1"*) ;;
    *) rejected="$rejected
    Java $1" ;;
  esac
}

explain_java() {
  if [ -n "${TISOCKET_JAVA_HOME:-}" ]; then
    say "TISOCKET_JAVA_HOME is no JDK $least_java or newer: $TISOCKET_JAVA_HOME"
  else
    say "no suitable Java found: a JDK of version $least_java or newer is needed."
  fi
  [ -z "$rejected" ] || more "Found, but not suitable:$rejected"
  more "Install one, for example:"
  more "    Debian, Ubuntu: sudo apt install openjdk-$least_java-jdk    Fedora: sudo dnf install java-latest-openjdk-devel"
  more "    macOS: brew install openjdk"
  more "JDK $compiled_java is the best choice: on it scripts are compiled. A JDK in an unusual place: set TISOCKET_JAVA_HOME."
  exit 69
}
