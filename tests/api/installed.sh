#!/bin/sh
# Installs the build, moves what was installed, and builds and runs projects of somebody else's against it: by
# find_package with the shared and the static library, and by pkg-config in C and C++.
#
#   installed.sh BUILD WORK     WORK is emptied first
set -eu
build=$1
work=$2
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$work"
mkdir -p "$work"

cmake --install "$build" --prefix "$work/first" >"$work/install.log"
mv "$work/first" "$work/moved" # nothing in it may depend on where it was
prefix=$work/moved
library=$(dirname "$(find "$prefix" -name libdehusk.so)")
export LD_LIBRARY_PATH="$library"

echo "== what is installed"
(cd "$prefix" && find . -type f -o -type l | sort)
if grep -rlI "$work\|$build" "$prefix"; then
  echo "installed files name the folder that they were built in"
  exit 1
fi

page='<nav><a href=/>Home</a></nav><p>Rain fell on Monday in the north of the country.</p>'
want='Rain fell on Monday in the north of the country.'
says() {
  got=$(printf %s "$page" | "$@")
  case $got in
    "$want"*) ;;
    *)
      echo "'$*' says: $got"
      exit 1
      ;;
  esac
}

echo "== the program"
says "$prefix/bin/dehusk"

echo "== find_package"
cmake -S "$here/outside" -B "$work/outside" -DCMAKE_PREFIX_PATH="$prefix" >"$work/configure.log"
cmake --build "$work/outside" >"$work/build.log"
says "$work/outside/outside"
says "$work/outside/outside_static"
readelf -d "$work/outside/outside" | grep -q 'libdehusk\.so\.1'
if readelf -d "$work/outside/outside_static" | grep -q libdehusk; then
  echo "the static program wants the shared library"
  exit 1
fi

echo "== pkg-config"
export PKG_CONFIG_PATH="$library/pkgconfig"
# shellcheck disable=SC2046  # flags are meant to be split
${CC:-cc} -std=c99 -Wall -Wextra -pedantic -Werror "$here/outside/outside.c" $(pkg-config --cflags --libs dehusk) -o "$work/c"
says "$work/c"
# shellcheck disable=SC2046
${CXX:-c++} -std=c++17 -Wall -Wextra -Wpedantic -Werror "$here/outside/outside.cc" $(pkg-config --cflags --libs dehusk) -o "$work/cc"
says "$work/cc"
rm "$library/libdehusk.so" # now there is only the archive to link with
# shellcheck disable=SC2046
${CC:-cc} -std=c99 "$here/outside/outside.c" $(pkg-config --static --cflags --libs dehusk) -o "$work/c_static"
says "$work/c_static"
echo "all is well"
