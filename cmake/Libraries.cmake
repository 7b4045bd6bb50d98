# The third-party libraries under one name each, whatever way this system offers them (CMake package or pkg-config).
find_package(PkgConfig REQUIRED)

function(dehusk_pkg name module)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${module})
  add_library(dehusk::${name} ALIAS PkgConfig::${name})
endfunction()

dehusk_pkg(gumbo gumbo)
dehusk_pkg(re2 re2)
dehusk_pkg(uchardet uchardet)
dehusk_pkg(utf8proc libutf8proc)
dehusk_pkg(zlib zlib)
dehusk_pkg(zstd libzstd)

find_package(Threads REQUIRED)
find_package(simdjson REQUIRED)
add_library(dehusk::simdjson ALIAS simdjson::simdjson)

find_package(tomlplusplus REQUIRED)
add_library(dehusk::tomlplusplus ALIAS tomlplusplus::tomlplusplus)

find_package(CLI11 REQUIRED)
add_library(dehusk::cli11 ALIAS CLI11::CLI11)
