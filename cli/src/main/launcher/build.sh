# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2154 # java.sh sets the variables that are only used here
#
# Builds what is started: in target/dist a folder for each build, in that a folder for each JDK, which can be copied and moved.
# For ./tisocket and cli/distribution, after java.sh; both set root. Why it is as it is: docs/decisions/0001-launcher.md.

modules="stream socket js cli"
dist=$root/target/dist
log=$dist/build.log
alone=

# Sets folder, after building what is missing or stale. $1: "alone", if the folder is to need no JDK when it is copied.
make_ready() {
  # On the best JDK it never needs one.
  [ "$rank" -ge 1000 ] || alone=${1:+-$1}
  is_ready && return
  lock
  if ! is_ready; then
    is_built || build
    folder=$built/$java_id$alone
    prepare
    : >"$folder/ready"
    say "ready"
  fi
  unlock
}

# --- Building --------------------------------------------------------------------------------------------------------

# Sets built to the folder of the newest build, if that is younger than every source.
is_built() {
  built=
  [ -r "$dist/current" ] || return 1
  { read -r name && read -r place; } <"$dist/current"
  [ "$place" = "$root" ] && [ -d "$dist/$name/lib" ] || return 1
  set -- "$root/pom.xml"
  for module in $modules; do
    set -- "$@" "$root/$module/pom.xml" "$root/$module/src/main"
  done
  [ -z "$(find "$@" -newer "$dist/$name/started" 2>/dev/null)" ] || return 1
  built=$dist/$name
}

# Sets folder to what is started. There is one for each JDK that was ever used with this build.
is_ready() {
  is_built && folder=$built/$java_id$alone && [ -e "$folder/ready" ]
}

build() {
  if [ -r "$dist/current" ]; then why="sources have changed"; else why="first use, downloads about 120 MB of libraries"; fi
  command -v mvn >/dev/null 2>&1 || no_maven
  say "building with JDK $version ($why)"
  name=$(date +%Y%m%d-%H%M%S)-$$
  mkdir -p "$dist/$name" || fail 70 "cannot write to $dist"
  : >"$dist/$name/started"
  {
    cd "$root" && JAVA_HOME=$home mvn -B -ntp -pl cli -am -Dtisocket.dist="$dist/$name" package </dev/null 2>&1
    echo $? >"$dist/$name/status"
  } | tee "$log" | while IFS= read -r line; do
    case $line in
      *"Building TiSocket "*) line=${line##*Building } && more "${line%% [0-9]*}" ;;
    esac
  done
  read -r status <"$dist/$name/status"
  [ "$status" -eq 0 ] || build_failed
  previous=
  [ ! -r "$dist/current" ] || read -r previous <"$dist/current"
  printf '%s\n%s\n' "$name" "$root" >"$dist/current.new" && mv "$dist/current.new" "$dist/current"
  built=$dist/$name
  forget_old_builds
}

# A script that runs meanwhile still reads the jars of the build before this one.
forget_old_builds() {
  for old in "$dist"/2*-*; do
    [ "$old" = "$built" ] || [ "$old" = "$dist/$previous" ] || rm -rf "$old"
  done
}

build_failed() {
  rm -rf "${dist:?}/$name"
  say "the build failed. The end of what Maven said:"
  grep -E '^\[ERROR\]|BUILD' "$log" | head -n 15 | sed 's/^/  /' >&2
  more "All of it: $log"
  exit 70
}

no_maven() {
  say "Maven (mvn) is needed to build TiSocket, and is not on the PATH."
  more "Debian, Ubuntu: sudo apt install maven    Fedora: sudo dnf install maven    macOS: brew install maven"
  exit 69
}

# --- Making the start fast -------------------------------------------------------------------------------------------

prepare() {
  prepare_compiled || prepare_interpreted
}

prepare_compiled() {
  [ "$rank" -ge 1000 ] || return 1
  new_folder && make_runtime jdk.internal.vm.ci && ln -s ../compiler "$folder" || return 1
  options --add-modules=jdk.graal.compiler,org.graalvm.polyglot,org.graalvm.truffle.runtime,org.graalvm.js \
    -XX:+UnlockExperimentalVMOptions -XX:+EnableJVMCI --enable-native-access=org.graalvm.truffle,ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow
  class_path lib
  cp "$launcher/compiler.json" "$folder" || fail 70 "cannot write to $folder"
  say "recording what a start needs"
  # Classes only: with the profiles of the training the JVM would compile at each start what was warm in it.
  train "-XX:AOTMode=record -XX:AOTConfiguration=start.new -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining"
  train "-XX:AOTMode=create -XX:AOTConfiguration=start.new -XX:AOTCache=start.aot"
  rm -f "$folder/start.new"
  [ -s "$folder/start.aot" ] || { say "no AOT cache could be made (see $log); scripts will be interpreted" && return 1; }
}

prepare_interpreted() {
  new_folder
  if [ -z "$alone" ]; then
    ln -s "$home" "$folder/runtime"
  else
    make_runtime java.se || fail 69 "a distribution needs a JDK that makes runtime images, with jlink"
  fi
  options -Dpolyglot.engine.WarnInterpreterOnly=false
  # What the engine would need native code for: to compile, which it cannot do here, and to let languages use native code.
  options -Dtruffle.attach.library=none -Dpolyglotimpl.AttachLibraryFailureAction=ignore
  [ "${version%%[!0-9]*}" -lt 22 ] || options --enable-native-access=ALL-UNNAMED
  [ "${version%%[!0-9]*}" -lt 23 ] || options --sun-misc-unsafe-memory-access=allow
  # An interpreter is many small methods that call each other, each of a few that could be meant: more of them in one piece.
  options -XX:TypeProfileMajorReceiverPercent=40 -XX:InlineSmallCode=6000 -XX:MaxInlineLevel=40 -XX:FreqInlineSize=700
  class_path lib engine
  say "recording what a start needs"
  # One archive for everything, and not one of ours on top of the JDK's: that would take the start 20 ms more. Objects are only
  # archived with G1.
  train "-Xshare:off -XX:DumpLoadedClassList=classes.new"
  train "-Xshare:dump -XX:SharedClassListFile=classes.new -XX:SharedArchiveFile=start.jsa -XX:-UseSerialGC -XX:+UseG1GC"
  rm -f "$folder/classes.new"
  [ -s "$folder/start.jsa" ] || say "this JDK makes no archive of classes (see $log); starting takes a second longer"
}

new_folder() {
  rm -rf "$folder"
  mkdir -p "$folder/bin" "$folder/cache" "$folder/native" && cp "$launcher/tisocket.sh" "$folder/bin/tisocket" && chmod +x "$folder/bin/tisocket" &&
    ln -s ../lib ../engine "$folder" || fail 70 "cannot write to $built"
  options -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -XX:-PrintWarnings -Dio.netty.jfr.enabled=false
  # C2 four times as late: what is called that often within the second that a small script takes is not worth C2's time yet.
  options -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=2400 -XX:Tier4CompileThreshold=60000 \
    -XX:Tier4BackEdgeThreshold=160000
  # For numbers of channels that nobody sees, Netty would look at all network interfaces, and warn where none has an address.
  options -Dio.netty.machineId=02:00:00:00:00:00:00:01
}

# Those without paths, which are known when it is started.
options() { printf '%s\n' "$@" >>"$folder/java.args"; }

# The JDK without its placeholder for the Graal compiler, whose place the real one then takes.
make_runtime() {
  runtime=runtime-$java_id
  if [ ! -x "$dist/$runtime/bin/java" ]; then
    say "making a runtime image of JDK $version"
    rm -rf "$dist/$runtime.new"
    if ! "$home/bin/jlink" --add-modules "java.se,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.unsupported,jdk.zipfs,$1" \
      --strip-debug --no-header-files --no-man-pages --output "$dist/$runtime.new" >>"$log" 2>&1 ||
      ! mv "$dist/$runtime.new" "$dist/$runtime"; then
      say "this JDK makes no runtime image (see $log)"
      return 1
    fi
  fi
  ln -s "../../$runtime" "$folder/runtime"
}

# Native code for other systems is left out.
class_path() {
  platform=linux
  [ "$(uname -s)" != Darwin ] || platform=osx
  case $(uname -m) in
    arm64 | aarch64) platform=$platform-aarch_64 ;;
    *) platform=$platform-x86_64 ;;
  esac
  for jars in "$@"; do
    for jar in "$built/$jars"/*.jar; do
      case $jar in
        *-"$platform".jar) ;;
        *-linux-*.jar | *-osx-*.jar) continue ;;
      esac
      printf '%s\n' "$jars/${jar##*/}" >>"$folder/class-path"
      case $jar in
        */netty-transport-native-*) unpack_native "$jar" ;;
      esac
    done
  done
}

# Where it cannot be unpacked here, Netty does it at each start.
unpack_native() {
  (cd "$folder" && "$home/bin/jar" xf "$1" META-INF/native && mv META-INF/native/* native) >>"$log" 2>&1
  rm -rf "$folder/META-INF"
}

# Runs a small script once, so that what it loads is at hand at the next start. It takes a few seconds; should it ever hang,
# it is ended after a minute, for a slower start is better than none. Not with "timeout", which macOS does not have.
train() {
  (cd "$folder" && TISOCKET_VERBOSE='' TISOCKET_JAVA_OPTS=$1 exec bin/tisocket run "$launcher/training.js") </dev/null >>"$log" 2>&1 &
  trained=$!
  patience=60
  while sleep 1 && kill -0 "$trained" 2>/dev/null; do
    patience=$((patience - 1))
    [ "$patience" -gt 0 ] || kill -9 "$trained"
  done >/dev/null 2>&1 &
  wait "$trained" || echo "the training script ended with $?" >>"$log"
  trained=
}

# --- One builder at a time -------------------------------------------------------------------------------------------

lock() {
  mkdir -p "$dist" || fail 70 "cannot write to $dist"
  seconds=0
  until mkdir "$dist/lock" 2>/dev/null; do
    owner=
    [ ! -r "$dist/lock/owner" ] || read -r owner <"$dist/lock/owner"
    if { [ -n "$owner" ] && ! is_alive "$owner"; } || { [ -z "$owner" ] && [ "$seconds" -ge 5 ]; }; then
      break_lock
      continue
    fi
    [ "$seconds" -ne 1 ] || say "waiting for process $owner, which is building"
    [ "$seconds" -lt 1800 ] || fail 70 "process $owner has been building for half an hour; if it is not, remove $dist/lock"
    sleep 1
    seconds=$((seconds + 1))
  done
  trained=
  trap 'rm -rf "$dist/lock"; [ -z "$trained" ] || kill -9 "$trained" 2>/dev/null' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  echo $$ >"$dist/lock/owner"
}

unlock() {
  rm -rf "$dist/lock"
  trap - EXIT INT TERM HUP
}

# Two that wait may both have seen the dead owner: only one at a time may look again and remove.
break_lock() {
  if ! mkdir "$dist/lock-check" 2>/dev/null; then
    sleep 1
    seconds=$((seconds + 1))
    [ "$seconds" -lt 20 ] || rmdir "$dist/lock-check" 2>/dev/null
    return 0
  fi
  now=
  [ ! -r "$dist/lock/owner" ] || read -r now <"$dist/lock/owner"
  [ "$now" != "$owner" ] || rm -rf "$dist/lock"
  rmdir "$dist/lock-check" 2>/dev/null
}

is_alive() { kill -0 "$1" 2>/dev/null || [ -d "/proc/$1" ] || ps -p "$1" >/dev/null 2>&1; }
